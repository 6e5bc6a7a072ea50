/// A way to write dates or date-times, given in Java's letters.
///
/// The patterns that there are:
/// - with `/`, `-`, `.` or a space where a space is here: `MM dd yyyy`, `dd MM yyyy`, `yyyy MM dd`, `MM dd yy`, `dd MM yy`,
///   `dd MMM yyyy`, `MMM dd yyyy`, `yyyy MMM dd`, `M d yyyy`, `d M yyyy`, `M d yy`, `d M yy`,
/// - `MMM d, yyyy`, `MMMM d, yyyy`, `d MMMM yyyy`, `EEE, MMM d, yyyy`, `yyyyMMdd`,
/// - for date-times one of those, a space or `'T'`, then `HH:mm`, `HH:mm:ss`, `hh:mm a` or `hh:mm:ss a`, then optionally `Z`
///   or `XXX`, after a space or not. An hour of one `H` or `h` may have one digit.
///
/// (bulk write specification, section 8.4)
public struct DatePattern: Hashable, Sendable {
    let parts: [DatePatternPart]

    /// - Returns: nil if it isn't one of the date patterns.
    public init?(date pattern: String) {
        guard Self.datePatterns.contains(pattern) else { return nil }
        parts = DatePatternPart.parts(of: pattern)
    }

    /// - Returns: nil if it isn't one of the date-time patterns.
    public init?(dateTime pattern: String) {
        let isAllowed = pattern.indices.contains { place in
            Self.datePatterns.contains(String(pattern[..<place])) && Self.timePatternSet.contains(String(pattern[place...]))
        }
        guard isAllowed else { return nil }
        parts = DatePatternPart.parts(of: pattern)
    }

    /// Whether years have two digits, so that their century must be told.
    public var hasTwoDigitYear: Bool { parts.contains(.year(digits: 2)) }

    private static let datePatterns = Set(dates)
    private static let timePatternSet = Set(timePatterns)

    /// All patterns of dates.
    public static let dates: [String] = {
        let separated = [
            "MM dd yyyy", "dd MM yyyy", "yyyy MM dd", "MM dd yy", "dd MM yy", "dd MMM yyyy", "MMM dd yyyy", "yyyy MMM dd", "M d yyyy",
            "d M yyyy", "M d yy", "d M yy",
        ]
        let others = ["MMM d, yyyy", "MMMM d, yyyy", "d MMMM yyyy", "EEE, MMM d, yyyy", "yyyyMMdd"]
        let patterns = ["/", "-", ".", " "].flatMap { separator in
            separated.map { $0.split(separator: " ").joined(separator: separator) }
        }
        return patterns + others
    }()

    /// All that may follow a pattern of dates, so that it is one of date-times.
    public static let timePatterns: [String] = [" ", "'T'"].flatMap { joint in
        ["HH:mm", "HH:mm:ss", "hh:mm a", "hh:mm:ss a", "H:mm", "H:mm:ss", "h:mm a", "h:mm:ss a"].flatMap { time in
            ["", "Z", " Z", "XXX", " XXX"].map { joint + time + $0 }
        }
    }
}
