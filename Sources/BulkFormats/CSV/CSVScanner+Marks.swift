extension CSVScanner {
    /// The bytes that ``marks(in:delimiters:)`` looks at.
    static let marksLength = 64

    /// One bit for each of 64 bytes, the lowest for the first: set for delimiters, quotes and all bytes below 16.
    ///
    /// The latter costs less than to find carriage returns and line feeds exactly; the few others are sorted out later. Bits
    /// and not places, because a loop over the bits of a word mispredicts far less than one over words with a few hits each.
    @inline(__always)
    static func marks(in bytes: UnsafePointer<UInt8>, delimiter: UInt8) -> UInt64 {
        let delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
        var marks: UInt64 = 0
        for index in 0..<8 {
            let word = UnsafeRawPointer(bytes + 8 * index).loadUnaligned(as: UInt64.self)
            let others =
                otherBytes(word ^ delimiters) & otherBytes(word ^ 0x2222_2222_2222_2222) & otherBytes(word & 0xF0F0_F0F0_F0F0_F0F0)
            // Gathers the eight top bits in one byte.
            let bits = ((~others & 0x8080_8080_8080_8080) >> 7 &* 0x0102_0408_1020_4080) >> 56
            marks |= bits << UInt64(truncatingIfNeeded: 8 * index)
        }
        return marks
    }

    /// Whether an unquoted cell ends before this byte.
    @inline(__always)
    static func endsCell(_ byte: UInt8, delimiter: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Where the next quote, carriage return or line feed is.
    /// - Parameters:
    ///   - bytes: readable for seven bytes beyond `end`.
    ///   - start: where to begin.
    /// - Returns: `end` or more if there is none.
    @inline(__always)
    static func quoteOrLineEnd(in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end {
            let word = UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self)
            // A borrow may mark bytes above the first hit wrongly, never the first.
            let found =
                zeroBytes(in: word ^ 0x2222_2222_2222_2222) | zeroBytes(in: word ^ 0x0A0A_0A0A_0A0A_0A0A)
                | zeroBytes(in: word ^ 0x0D0D_0D0D_0D0D_0D0D)
            if found != 0 { return offset + found.trailingZeroBitCount >> 3 }
            offset += 8
        }
        return end
    }

    /// The top bit of each byte is set exactly if the byte isn't zero. Other than in ``zeroBytes(in:)`` no byte affects the next.
    @inline(__always)
    private static func otherBytes(_ word: UInt64) -> UInt64 {
        ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word
    }

    /// Space, tab, carriage return, line feed, vertical tab and form feed.
    @inlinable @inline(__always)
    static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte &- 0x09 < 5
    }
}
