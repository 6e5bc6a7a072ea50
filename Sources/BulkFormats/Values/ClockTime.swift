/// Times of day.
public enum ClockTime {
    /// Reads `HH:mm` or `HH:mm:ss`.
    /// (bulk write specification, section 8.1)
    /// - Parameter text: UTF-8 without white space at its ends.
    /// - Returns: seconds from midnight; nil for any other text, and for times that there are not.
    public static func read(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var cursor = ByteCursor(text)
        guard let second = cursor.clockTime(), cursor.isAtEnd else { return nil }
        return second
    }
}
