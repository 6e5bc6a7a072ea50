import Foundation

/// What the command line writes to.
enum Terminal {
    /// Progress goes to standard error, so that standard output holds results only.
    static let showsProgress = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    /// Whether a person reads and answers.
    static let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1

    static func print(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// A line for the person who waits.
    static func note(_ line: String) {
        printProgress(line + "\n")
    }

    static func printProgress(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// Columns of the terminal; 80 where there is none.
    static var width: Int {
        var size = winsize()
        if ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }.map { max($0, 20) } ?? 80
    }

    /// 1234567 as `1,234,567`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        let groups = stride(from: 0, to: digits.count, by: 1).map { index in
            (index > 0 && (digits.count - index) % 3 == 0 ? "," : "") + String(digits[index])
        }
        return (number < 0 ? "-" : "") + groups.joined()
    }

    /// 1536 as `1.5 KB`, in powers of 1,000.
    static func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        for unit in ["bytes", "KB", "MB", "GB"] {
            if value < 999.5 {
                return unit == "bytes" ? "\(bytes) bytes" : String(format: value < 9.95 ? "%.1f %@" : "%.0f %@", value, unit)
            }
            value /= 1_000
        }
        return String(format: "%.1f TB", value)
    }

    /// 75 as `1 min 15 s`, 4.25 as `4.3 s`.
    static func time(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        switch seconds {
        case ..<9.95: return String(format: "%.1f s", seconds)
        case ..<59.5: return "\(whole) s"
        case ..<3_599.5: return "\(whole / 60) min \(whole % 60) s"
        default: return "\(whole / 3_600) h \(whole % 3_600 / 60) min"
        }
    }
}
