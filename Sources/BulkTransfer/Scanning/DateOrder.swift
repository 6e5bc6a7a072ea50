/// Which number of a cell is the year, which the month, and so on: all that tells formats apart that fit cells of one outline.
struct DateOrder: Hashable, Sendable {
    /// Places of numbers in the cell, from 0; -1 for what it doesn't say.
    private var year = -1
    private var month = -1
    private var day = -1
    private var hour = -1
    private var minute = -1
    private var second = -1
    private var isYearShort = false
    /// Of clocks with twelve hours; nil for others.
    private var isAfternoon: Bool?

    /// - Parameters:
    ///   - pattern: nil for the reading without one.
    ///   - shape: one that the pattern fits.
    /// - Returns: nil if the numbers of the shape are not those of the pattern: months have names, or digits stand together.
    init?(_ pattern: String?, fitting shape: CellShape, _ cell: UnsafeBufferPointer<UInt8>) {
        var count = 0
        func next() -> Int {
            count += 1
            return count - 1
        }
        let isLate = cell.contains { $0 | 0x20 == UInt8(ascii: "p") }
        if let pattern {
            var rest = pattern.replacing("'T'", with: " ")[...]
            while let letter = rest.first {
                let run = rest.prefix { $0 == letter }
                rest = rest.dropFirst(run.count)
                switch letter {
                case "y":
                    year = next()
                    isYearShort = run.count == 2
                case "M":
                    if run.count > 2 { return nil }
                    month = next()
                case "d": day = next()
                case "H": hour = next()
                case "h":
                    hour = next()
                    isAfternoon = isLate
                case "m": minute = next()
                case "s": second = next()
                case "E": return nil
                default: break
                }
            }
        } else {
            (year, month, day) = shape.isYearFirst ? (0, 1, 2) : (2, 0, 1)
            count = 3
            if shape.runs > 3 { hour = next() }
            if shape.runs > 4 { minute = next() }
            if shape.runs > 5 { second = next() }
            if !shape.isYearFirst, hour >= 0, cell.contains(where: { $0 | 0x20 == UInt8(ascii: "m") }) { isAfternoon = isLate }
        }
        guard 3...min(max(shape.runs, 3), 8) ~= count, shape.runs >= count, year >= 0, month >= 0, day >= 0 else { return nil }
    }

    /// A number that is the same for the same time, if the offsets are the same; nil for times that there are not.
    func value(_ shape: CellShape) -> Int64? {
        var year = Int(shape.numbers[year])
        if isYearShort { year += year < 70 ? 2_000 : 1_900 }
        let month = Int(shape.numbers[month])
        let day = Int(shape.numbers[day])
        guard 1_900...2_999 ~= year, 1...12 ~= month, day >= 1, day <= 28 || day <= Self.days(of: month, year) else { return nil }
        let date = (year * 16 + month) * 32 + day
        guard self.hour >= 0 else { return Int64(date) }
        var hour = Int(shape.numbers[self.hour])
        if let isAfternoon {
            guard 1...12 ~= hour else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        let minute = minute < 0 ? 0 : Int(shape.numbers[minute])
        let second = second < 0 ? 0 : Int(shape.numbers[second])
        guard hour < 24, minute < 60, second < 60 else { return nil }
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
