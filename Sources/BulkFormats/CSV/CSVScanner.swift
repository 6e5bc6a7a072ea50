/// Copies text and looks for characters that need quotes in the same pass, a word of eight bytes at a time.
///
/// Words and not vectors: `SIMD16` comparisons were measured to compile to scalar loops here, at several times the cost.
@usableFromInline enum CSVScanner {
    /// Copies `count` bytes to `target`, which has room for them.
    /// - Returns: whether a comma, quote, carriage return or line feed is among them. If so, the copy may be incomplete.
    @inlinable @inline(__always)
    static func copy(_ source: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>) -> Bool {
        if count < 8 { return copyShort(source, count: count, to: target) }
        var offset = 0
        var found: UInt64 = 0
        while offset + 8 <= count {
            found |= copyWord(source + offset, to: target + offset)
            offset += 8
        }
        // The last eight bytes once more, overlapping what is copied already.
        if offset < count { found |= copyWord(source + (count - 8), to: target + (count - 8)) }
        return found != 0
    }

    @inlinable static func copyShort(_ source: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>) -> Bool {
        if count >= 4 {
            // Two halves that overlap cover every length from four to eight.
            let first = UInt64(UnsafeRawPointer(source).loadUnaligned(as: UInt32.self))
            let last = UInt64(UnsafeRawPointer(source + (count - 4)).loadUnaligned(as: UInt32.self))
            UnsafeMutableRawPointer(target).storeBytes(of: UInt32(truncatingIfNeeded: first), as: UInt32.self)
            UnsafeMutableRawPointer(target + (count - 4)).storeBytes(of: UInt32(truncatingIfNeeded: last), as: UInt32.self)
            return specials(in: first | last << 32) != 0
        }
        var found = false
        for index in 0..<count {
            let byte = source[index]
            target[index] = byte
            found = found || byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D
        }
        return found
    }

    @inlinable @inline(__always)
    static func copyWord(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) -> UInt64 {
        let word = UnsafeRawPointer(source).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(target).storeBytes(of: word, as: UInt64.self)
        return specials(in: word)
    }

    /// Not zero exactly if one of eight bytes needs quotes.
    @inlinable @inline(__always)
    static func specials(in word: UInt64) -> UInt64 {
        zeroBytes(in: word ^ 0x2222_2222_2222_2222) | zeroBytes(in: word ^ 0x2C2C_2C2C_2C2C_2C2C)
            | zeroBytes(in: word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroBytes(in: word ^ 0x0D0D_0D0D_0D0D_0D0D)
    }

    /// Not zero exactly if a byte is zero: subtracting one borrows into its top bit.
    @inlinable @inline(__always)
    static func zeroBytes(in word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
