import BulkClient
import BulkFormats

/// Chooses the `format` of a column from its cells: the first of those there are that fits all of them. (bulk write specification,
/// sections 8.3 and 8.4)
struct ValueFormat {
    /// Nil for what is read without one.
    var pattern: String?
    /// Another pattern that fits all cells as well and gives other values.
    var alternative: String?
    /// The first cell, from 0, that no pattern reads with those before it.
    var misfit: Int?

    /// - Parameter cells: empty ones are passed over.
    /// - Returns: nil for fields whose values have no format.
    init?(for field: FieldDescription, cells: [String]) {
        let candidates: [Candidate]
        switch field.dataType {
        case "date": candidates = Self.dates
        case "datetime": candidates = Self.dateTimes
        case "integer", "bigint": candidates = Self.numbers(areWhole: true)
        case "double", "currency", "percent": candidates = Self.numbers(areWhole: false)
        default: return nil
        }
        let filled = cells.enumerated().filter { !$0.element.isEmpty }.map { (index: $0.offset, bytes: Array($0.element.utf8)) }
        var furthest = 0
        var readings: [Int64] = []
        for candidate in candidates {
            var own: [Int64] = []
            for cell in filled {
                guard let value = cell.bytes.withUnsafeBufferPointer(candidate.read) else { break }
                own.append(value)
            }
            guard own.count == filled.count else {
                furthest = max(furthest, own.count)
                continue
            }
            if readings.isEmpty {
                pattern = candidate.pattern
                readings = own
                if filled.isEmpty { return }
            } else if own != readings {
                alternative = candidate.pattern
                return
            }
        }
        if readings.isEmpty, filled.indices.contains(furthest) { misfit = filled[furthest].index }
    }

    /// A pattern and what it reads, in a number that is the same for the same value.
    private struct Candidate: Sendable {
        let pattern: String?
        let read: @Sendable (UnsafeBufferPointer<UInt8>) -> Int64?
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

    private static let dates: [Candidate] =
        [Candidate(pattern: nil) { StandardDates.date($0, isoAllowed: true)?.days }]
        + orderedDates.compactMap { text in
            DatePattern(date: text).map { pattern in Candidate(pattern: text) { pattern.read($0)?.days } }
        }

    private static let dateTimes: [Candidate] =
        [Candidate(pattern: nil) { StandardDates.dateTime($0, isoAllowed: true).map(seconds) }]
        + orderedDates.flatMap { date in
            DatePattern.timePatterns.compactMap { time in
                DatePattern(dateTime: date + time).map { pattern in Candidate(pattern: date + time) { pattern.read($0).map(seconds) } }
            }
        }

    private static func seconds(_ reading: DateReading) -> Int64 {
        reading.days * 86_400 + Int64(reading.secondOfDay - (reading.offset ?? 0))
    }

    private static func numbers(areWhole: Bool) -> [Candidate] {
        let patterns: [(text: String?, grouping: [UInt8], point: UInt8)] = [
            (nil, [UInt8(ascii: ",")], UInt8(ascii: ".")), ("#.###,##", [UInt8(ascii: ".")], UInt8(ascii: ",")),
            ("# ###,##", Array(" ".utf8), UInt8(ascii: ",")), ("# ###.##", Array(" ".utf8), UInt8(ascii: ".")),
        ]
        return patterns.map { text, grouping, point in
            Candidate(pattern: text) { bytes in
                GroupedNumber.isWellFormed(bytes, grouping: grouping[0], point: point, isWhole: areWhole)
                    ? (text.flatMap(NumberFormat.init(pattern:)) ?? .standard).value(bytes) : nil
            }
        }
    }
}

extension NumberFormat {
    /// A number for comparison only.
    fileprivate func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        var text = bytes
        if text.last == UInt8(ascii: "%") { text = UnsafeBufferPointer(rebasing: text.dropLast()) }
        switch decimal(text, scale: 4, maximumWholeDigits: 19, maximumFractionDigits: 100) {
        case .value(let value): return value
        // It is a number for all that, and is refused by its digits whatever its format.
        case .tooManyDigits: return .max
        case .notANumber: return nil
        }
    }
}

/// Numbers as careful people write them. Servers read `1,5` as 15, which nobody means.
enum GroupedNumber {
    /// Whether groups have three digits, or two before the last as in India, and a fraction stands behind one point.
    static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>, grouping: UInt8, point: UInt8, isWhole: Bool) -> Bool {
        let parts = bytes.split(separator: point, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count == 1 || !isWhole, parts.count == 1 || !parts[1].contains(grouping) else { return false }
        let groups = whole.split(separator: grouping, omittingEmptySubsequences: false)
        guard groups.count > 1, let last = groups.last else { return true }
        return last.count == 3 && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 || $0.count == 2 }
    }
}
