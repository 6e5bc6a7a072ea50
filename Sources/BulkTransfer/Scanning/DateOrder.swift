/// Which number of a cell is the year, which the month, and so on: all that tells formats apart that fit cells of one outline.
struct DateOrder: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case year, shortYear, month, day, hour, minute, second
        /// Of a clock with twelve hours.
        case halfHour(isAfternoon: Bool)
    }

    private let parts: [Part]

    /// - Parameters:
    ///   - pattern: nil for the reading without one.
    ///   - shape: one that the pattern fits.
    /// - Returns: nil if the numbers of the shape are not those of the pattern: months have names, or digits stand together.
    init?(_ pattern: String?, fitting shape: CellShape, _ cell: UnsafeBufferPointer<UInt8>) {
        let isAfternoon = cell.contains { $0 | 0x20 == UInt8(ascii: "p") }
        var parts: [Part] = []
        if let pattern {
            var rest = pattern.replacing("'T'", with: " ")[...]
            while let letter = rest.first {
                let run = rest.prefix { $0 == letter }
                rest = rest.dropFirst(run.count)
                switch letter {
                case "y": parts.append(run.count == 2 ? .shortYear : .year)
                case "M":
                    if run.count > 2 { return nil }
                    parts.append(.month)
                case "d": parts.append(.day)
                case "H": parts.append(.hour)
                case "h": parts.append(.halfHour(isAfternoon: isAfternoon))
                case "m": parts.append(.minute)
                case "s": parts.append(.second)
                case "E": return nil
                default: break
                }
            }
        } else {
            let hasHalves = !shape.isYearFirst && cell.contains { $0 | 0x20 == UInt8(ascii: "m") }
            parts = shape.isYearFirst ? [.year, .month, .day] : [.month, .day, .year]
            parts += [hasHalves ? .halfHour(isAfternoon: isAfternoon) : .hour, .minute, .second].prefix(max(0, shape.runs - 3))
        }
        guard parts.count <= min(shape.runs, 8), parts.count >= 3 else { return nil }
        self.parts = parts
    }

    /// A number that is the same for the same time, if the offsets are the same; nil for times that there are not.
    func value(_ shape: CellShape) -> Int64? {
        var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
        for index in parts.indices {
            let number = Int(shape.numbers[index])
            switch parts[index] {
            case .year: year = number
            case .shortYear: year = number < 70 ? 2_000 + number : 1_900 + number
            case .month: month = number
            case .day: day = number
            case .hour: hour = number
            case .minute: minute = number
            case .second: second = number
            case .halfHour(let isAfternoon):
                guard 1...12 ~= number else { return nil }
                hour = number % 12 + (isAfternoon ? 12 : 0)
            }
        }
        guard 1_900...2_999 ~= year, 1...12 ~= month, day >= 1, day <= Self.days(of: month, year), hour < 24, minute < 60, second < 60
        else {
            return nil
        }
        let date = (year * 16 + month) * 32 + day
        return Int64(((date * 32 + hour) * 64 + minute) * 64 + second)
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
