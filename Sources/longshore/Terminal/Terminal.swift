import Foundation

/// What the command line writes to.
enum Terminal {
    /// Progress goes to standard error, so that standard output holds results only.
    static let showsProgress = isatty(STDERR_FILENO) == 1

    static func print(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    static func printProgress(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// 1234567 as `1,234,567`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        let groups = stride(from: 0, to: digits.count, by: 1).map { index in
            (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
        }
        return (number < 0 ? "-" : "") + groups.joined()
    }
}
