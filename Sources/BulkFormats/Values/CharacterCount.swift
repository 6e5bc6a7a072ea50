/// The length of texts as fields limit it.
public enum CharacterCount {
    /// The Unicode scalars of a text.
    /// - Parameter text: UTF-8.
    public static func of(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let bytes = text.baseAddress else { return 0 }
        var continuations = 0
        var offset = 0
        while offset + 8 <= text.count {
            let word = UnsafeRawPointer(bytes + offset).loadUnaligned(as: UInt64.self)
            // All bytes but the first of a scalar begin with the bits 10. The product adds up the eight answers.
            let answers = (word >> 7 & ~(word >> 6)) & 0x0101_0101_0101_0101
            continuations += Int(truncatingIfNeeded: (answers &* 0x0101_0101_0101_0101) >> 56)
            offset += 8
        }
        while offset < text.count {
            if bytes[offset] & 0xC0 == 0x80 { continuations += 1 }
            offset += 1
        }
        return text.count - continuations
    }
}
