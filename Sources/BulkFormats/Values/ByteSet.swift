/// Some of the 128 ASCII characters.
struct ByteSet {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// - Parameter characters: ASCII.
    init(_ characters: StaticString) {
        for index in 0..<characters.utf8CodeUnitCount { insert(characters.utf8Start[index]) }
    }

    /// - Parameter ranges: of ASCII.
    init(_ ranges: ClosedRange<UInt8>...) {
        for range in ranges {
            for byte in range { insert(byte) }
        }
    }

    private mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }

    /// False for all bytes that aren't ASCII.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 0x80 else { return false }
        return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
    }
}
