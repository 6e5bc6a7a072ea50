import BulkFormats

/// A way to read the dates or numbers of a column.
struct FormatCandidate: Sendable {
    /// What the job is told; nil for the reading without a format.
    let pattern: String?
    /// What an option calls it.
    let word: String
    /// Whether years have two digits.
    let hasShortYear: Bool
    /// The value, as a number that is the same for the same value.
    let read: @Sendable (UnsafeBufferPointer<UInt8>) -> Int64?
    /// Runs of digits that a cell has which it fits; nil if that says nothing.
    private let runs: ClosedRange<Int>?
    /// What stands behind the first letters or digits of such a cell; nil if that says nothing.
    private let separator: UInt8?

    init(
        pattern: String?, word: String, hasShortYear: Bool, read: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Int64?
    ) {
        self.pattern = pattern
        self.word = word
        self.hasShortYear = hasShortYear
        self.read = read
        runs = pattern.map(Self.runs)
        separator = pattern.flatMap { $0.hasPrefix("yyyyM") ? nil : $0.utf8.first { !Self.isWord($0) } }
    }

    /// Whether it may fit cells of a shape, told without reading.
    func mayFit(_ shape: CellShape, separator found: UInt8?) -> Bool {
        (runs?.contains(shape.runs) ?? true) && (separator == nil || separator == found)
    }

    static func isWord(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }

    private static func runs(of pattern: String) -> ClosedRange<Int> {
        var count = 0
        var offset = 0
        var isInRun = false
        var rest = pattern[...]
        while let letter = rest.first {
            let length = rest.prefix { $0 == letter }.count
            rest = rest.dropFirst(length)
            let isNumber = "ydHhms".contains(letter) || letter == "M" && length < 3
            if letter == "Z" || letter == "X" { offset = 2 }
            if isNumber, !isInRun { count += 1 }
            isInRun = isNumber
        }
        return count...(count + offset)
    }

    /// What stands in an option for the reading without a format.
    static let defaultWord = "default"
}

/// Which values a column has that are read by formats.
enum FormatKind: Hashable, Sendable {
    case date
    case dateTime
    case number(isWhole: Bool, isPercent: Bool)

    /// - Returns: nil for fields whose values have no format.
    init?(dataType: String) {
        switch dataType {
        case "date": self = .date
        case "datetime": self = .dateTime
        case "integer", "bigint": self = .number(isWhole: true, isPercent: false)
        case "double", "currency": self = .number(isWhole: false, isPercent: false)
        case "percent": self = .number(isWhole: false, isPercent: true)
        default: return nil
        }
    }

    var isDate: Bool { self == .date || self == .dateTime }

    /// All there are, the usual ones first; the reading without a format is the very first.
    /// (bulk write specification, sections 8.3 and 8.4)
    var candidates: [FormatCandidate] {
        switch self {
        case .date: Self.dates
        case .dateTime: Self.dateTimes
        case .number(let isWhole, let isPercent): Self.numbers(isWhole: isWhole, isPercent: isPercent)
        }
    }

    /// Those that people write most first; between month and day the one that is read without a format.
    private static let orderedDates: [String] = DatePattern.dates.enumerated().sorted { first, second in
        (rank(first.element), first.offset) < (rank(second.element), second.offset)
    }.map(\.element)

    private static func rank(_ pattern: String) -> Int {
        let isDayFirst = pattern.hasPrefix("d")
        let isDotted = pattern.contains(".")
        let isShort = !pattern.contains("yyyy")
        // Whoever writes full stops writes the day first.
        return (isShort ? 4 : 0) + (isDayFirst == isDotted ? 0 : 2) + (pattern.hasPrefix("MM") || pattern.hasPrefix("dd") ? 0 : 1)
    }

    private static let dates: [FormatCandidate] =
        [
            FormatCandidate(pattern: nil, word: FormatCandidate.defaultWord, hasShortYear: false) {
                StandardDates.date($0, isoAllowed: true)?.days
            }
        ]
        + orderedDates.compactMap { text in
            DatePattern(date: text).map { pattern in
                FormatCandidate(pattern: text, word: text, hasShortYear: !text.contains("yyyy")) { pattern.read($0)?.days }
            }
        }

    private static let dateTimes: [FormatCandidate] =
        [
            FormatCandidate(pattern: nil, word: FormatCandidate.defaultWord, hasShortYear: false) {
                StandardDates.dateTime($0, isoAllowed: true).map(seconds)
            }
        ]
        + orderedDates.flatMap { date in
            DatePattern.timePatterns.compactMap { time in
                DatePattern(dateTime: date + time).map { pattern in
                    FormatCandidate(pattern: date + time, word: date + time, hasShortYear: !date.contains("yyyy")) {
                        pattern.read($0).map(seconds)
                    }
                }
            }
        }

    private static func seconds(_ reading: DateReading) -> Int64 {
        reading.days * 86_400 + Int64(reading.secondOfDay - (reading.offset ?? 0))
    }

    private static func numbers(isWhole: Bool, isPercent: Bool) -> [FormatCandidate] {
        let patterns: [(text: String?, word: String, grouping: UInt8, point: UInt8)] = [
            (nil, "#,###.##", UInt8(ascii: ","), UInt8(ascii: ".")),
            ("#.###,##", "#.###,##", UInt8(ascii: "."), UInt8(ascii: ",")),
            ("# ###,##", "# ###,##", UInt8(ascii: " "), UInt8(ascii: ",")),
            ("# ###.##", "# ###.##", UInt8(ascii: " "), UInt8(ascii: ".")),
        ]
        return patterns.map { text, word, grouping, point in
            let format = text.flatMap(NumberFormat.init(pattern:)) ?? .standard
            return FormatCandidate(pattern: text, word: word, hasShortYear: false) { bytes in
                var digits = bytes
                if isPercent, digits.last == UInt8(ascii: "%") { digits = UnsafeBufferPointer(rebasing: digits.dropLast()) }
                guard GroupedNumber.isWellFormed(digits, grouping: grouping, point: point, isWhole: isWhole) else { return nil }
                switch format.decimal(digits, scale: 4, maximumWholeDigits: 19, maximumFractionDigits: 100) {
                case .value(let value), .cut(let value): return value
                // It is a number for all that, and is refused by its digits whatever its format.
                case .tooManyDigits: return .max
                case .notANumber: return nil
                }
            }
        }
    }
}
