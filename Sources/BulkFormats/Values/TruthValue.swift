/// Texts that say yes or no.
public enum TruthValue {
    /// Reads `true` and `false` in any case, `1` and `0`.
    /// (bulk write specification, section 8.1)
    /// - Parameter text: UTF-8 without white space at its ends.
    /// - Returns: nil for any other text.
    public static func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        var cursor = ByteCursor(text)
        let value: Bool
        if cursor.takeAnyCase("true") || cursor.take(UInt8(ascii: "1")) {
            value = true
        } else if cursor.takeAnyCase("false") || cursor.take(UInt8(ascii: "0")) {
            value = false
        } else {
            return nil
        }
        return cursor.isAtEnd ? value : nil
    }
}
