/// Takes bytes, numbers and characters off the front of a UTF-8 text.
struct ByteCursor {
    private(set) var place = 0
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) {
        bytes = text
    }

    var isAtEnd: Bool { place == bytes.count }

    /// The next byte, left where it is.
    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    @inline(__always)
    mutating func take(anyOf set: ByteSet) -> Bool {
        guard let next, set.contains(next) else { return false }
        place += 1
        return true
    }

    /// ASCII letters in any case.
    /// - Parameter word: in small letters.
    mutating func takeAnyCase(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard bytes.count - place >= count else { return false }
        for index in 0..<count where Self.small(bytes[place + index]) != word.utf8Start[index] { return false }
        place += count
        return true
    }

    @inline(__always)
    static func small(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    /// As many digits as there are and may be.
    /// - Returns: nil if there are fewer than `least`.
    @inline(__always)
    mutating func number(_ least: Int, _ most: Int) -> Int? {
        var value = 0
        var count = 0
        while count < most, place < bytes.count, bytes[place] &- 0x30 < 10 {
            value = value * 10 + Int(bytes[place] &- 0x30)
            count += 1
            place += 1
        }
        return count >= least ? value : nil
    }

    mutating func skipDigits(atMost most: Int) -> Int {
        let start = place
        while place - start < most, place < bytes.count, bytes[place] &- 0x30 < 10 { place += 1 }
        return place - start
    }

    /// A character of any length.
    /// - Returns: nil at the end, and if there is no UTF-8.
    mutating func scalar() -> Unicode.Scalar? {
        guard let first = next else { return nil }
        if first < 0x80 {
            place += 1
            return Unicode.Scalar(first)
        }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC0, bytes.count - place >= length else { return nil }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for index in 1..<length { value = value << 6 | UInt32(bytes[place + index] & 0x3F) }
        place += length
        return Unicode.Scalar(value)
    }
}
