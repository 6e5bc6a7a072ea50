/// What stands at the front of bytes that may be UTF-8. (Unicode 15, table 3-7)
enum UTF8Sequence {
    /// A character of so many bytes.
    case valid(Int)
    /// So many bytes that begin a character but don't go on as one; to be replaced by one U+FFFD. ("Maximal subpart",
    /// Unicode 15, section 3.9)
    case invalid(Int)
    /// A character that may go on after the bytes' end.
    case incomplete

    /// - Parameter count: bytes there are, one at least.
    @inline(__always)
    init(at bytes: UnsafePointer<UInt8>, count: Int) {
        let length: Int
        // The second byte's range keeps out overlong forms, surrogates and what is above U+10FFFF.
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[0] {
        case 0x00...0x7F:
            self = .valid(1)
            return
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default:
            self = .invalid(1)
            return
        }
        guard count > 1 else {
            self = .incomplete
            return
        }
        guard second.contains(bytes[1]) else {
            self = .invalid(1)
            return
        }
        for index in 2..<max(2, length) {
            guard index < count else {
                self = .incomplete
                return
            }
            guard bytes[index] & 0xC0 == 0x80 else {
                self = .invalid(index)
                return
            }
        }
        self = .valid(length)
    }

    /// How many bytes at the front are whole characters.
    static func validPrefix(of bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        var offset = 0
        while true {
            offset += asciiPrefix(of: bytes + offset, count: count - offset)
            // Text that isn't ASCII tends to go on like that; words are tried again only after an ASCII character.
            repeat {
                guard offset < count, case .valid(let length) = UTF8Sequence(at: bytes + offset, count: count - offset) else {
                    return offset
                }
                offset += length
            } while offset < count && bytes[offset] >= 0x80
        }
    }

    /// How many bytes at the front are ASCII, looking at words of eight.
    static func asciiPrefix(of bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        var offset = 0
        while offset + 32 <= count {
            let words = UnsafeRawPointer(bytes + offset)
            let first = words.loadUnaligned(as: UInt64.self) | words.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            let second =
                words.loadUnaligned(fromByteOffset: 16, as: UInt64.self) | words.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            guard (first | second) & highBits == 0 else { break }
            offset += 32
        }
        while offset + 8 <= count {
            let word = UInt64(littleEndian: UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self)) & highBits
            guard word == 0 else { return offset + word.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < count, bytes[offset] < 0x80 { offset += 1 }
        return offset
    }
}
