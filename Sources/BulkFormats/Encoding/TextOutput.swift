/// Memory that decoded text is put into, by those who know that there is room.
struct TextOutput {
    /// Room that is needed beside three bytes for each byte of input.
    static let reserve = 64

    private let base: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    /// Counts what can't be decoded, which is marked then; nil to replace it.
    private let damage: TextDamage?
    private(set) var count = 0

    init(_ memory: UnsafeMutableRawBufferPointer, damage: TextDamage? = nil) {
        self.damage = damage
        let bytes = memory.bindMemory(to: UInt8.self)
        base = bytes.baseAddress!
        capacity = bytes.count
    }

    /// Where the next byte goes, and the room there.
    var rest: UnsafeMutableBufferPointer<UInt8> { UnsafeMutableBufferPointer(start: base + count, count: capacity - count) }

    /// - Parameter count: bytes that were written to ``rest``.
    mutating func advance(by count: Int) {
        precondition(count <= capacity - self.count)
        self.count += count
    }

    mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int) {
        precondition(count <= capacity - self.count)
        (base + self.count).update(from: bytes, count: count)
        self.count += count
    }

    @inline(__always)
    mutating func append(_ scalar: UInt32) {
        precondition(capacity - count >= 4)
        let end = base + count
        switch scalar {
        case ..<0x80:
            end[0] = UInt8(truncatingIfNeeded: scalar)
            count += 1
        case ..<0x800:
            end[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            end[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            count += 2
        case ..<0x10000:
            end[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            end[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            end[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            count += 3
        default:
            end[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
            end[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
            end[2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            end[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
            count += 4
        }
    }

    /// What stands for a byte that can't be decoded: U+FFFD, or a ``DamageMark``.
    mutating func appendReplacement(for byte: UInt8) {
        guard let damage else { return append(0xFFFD) }
        damage.count += 1
        precondition(capacity - count >= DamageMark.length)
        DamageMark.write(byte, to: base + count)
        count += DamageMark.length
    }
}
