/// What one run of a pattern's letters, or one other character, stands for.
enum DatePatternPart: Hashable, Sendable {
    case year(digits: Int)
    /// Exactly two digits, or one as well.
    case month(leastDigits: Int)
    case day(leastDigits: Int)
    case shortMonthName, monthName, shortWeekdayName
    case hour(leastDigits: Int)
    case minute, second, halfDay
    /// `±HHmm`.
    case compactOffset
    /// `Z` or `±HH:mm`.
    case offset
    case literal(UInt8)

    /// - Parameter pattern: one of those that there are.
    static func parts(of pattern: String) -> [DatePatternPart] {
        var parts: [DatePatternPart] = []
        var rest = pattern[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            if let part = part(of: String(run)) {
                parts.append(part)
            } else {
                // Quotes only mark the letter between them as itself; that letter isn't used otherwise.
                parts += run.utf8.filter { $0 != UInt8(ascii: "'") }.map(DatePatternPart.literal)
            }
            rest = rest.dropFirst(run.count)
        }
        return parts
    }

    private static func part(of letters: String) -> DatePatternPart? {
        switch letters {
        case "yyyy": .year(digits: 4)
        case "yy": .year(digits: 2)
        case "MM": .month(leastDigits: 2)
        case "M": .month(leastDigits: 1)
        case "dd": .day(leastDigits: 2)
        case "d": .day(leastDigits: 1)
        case "MMM": .shortMonthName
        case "MMMM": .monthName
        case "EEE": .shortWeekdayName
        case "HH", "hh": .hour(leastDigits: 2)
        case "H", "h": .hour(leastDigits: 1)
        case "mm": .minute
        case "ss": .second
        case "a": .halfDay
        case "Z": .compactOffset
        case "XXX": .offset
        default: nil
        }
    }
}
