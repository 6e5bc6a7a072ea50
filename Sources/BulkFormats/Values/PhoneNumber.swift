/// Which texts are phone numbers.
public enum PhoneNumber {
    private static let signs = ByteSet(" +-.(),;#/")

    /// Whether a text holds only ASCII digits and letters, spaces and `+ - . ( ) , ; # /`, and at least one digit or letter.
    /// (bulk write specification, section 8.1)
    /// - Parameter text: UTF-8 without white space at its ends.
    public static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let signs = signs
        var hasDigitOrLetter = false
        for byte in text {
            if byte &- 0x30 < 10 || ByteCursor.isLetter(byte) {
                hasDigitOrLetter = true
            } else if !signs.contains(byte) {
                return false
            }
        }
        return hasDigitOrLetter
    }
}
