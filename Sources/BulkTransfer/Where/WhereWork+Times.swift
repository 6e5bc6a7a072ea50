import BulkClient
import BulkFormats
import BulkModel
import Foundation

import enum BulkClient.Criteria

/// Days and times.
extension WhereWork {
    /// A day, or a moment of it.
    private enum Time {
        /// Days since 1970-01-01.
        case day(Int64)
        /// UTC seconds since 1970.
        case moment(Int64)
    }

    /// Days from today that a word means; nil for other words.
    func dayShift(of word: String) -> Int64? {
        switch word.lowercased() {
        case "today": 0
        case "yesterday": -1
        case "tomorrow": 1
        default: nil
        }
    }

    func day(_ value: FilterValue, _ target: WhereTarget) throws(WhereFailure) -> String {
        guard case .day(let days) = try read(value, target) else {
            throw failure("\(target.name) is a date without a time", at: value.place, hint: "such as \(target.family.words.example)")
        }
        return ISO8601.date(days)
    }

    /// A moment; a day is its first second.
    func time(_ value: FilterValue, _ target: WhereTarget) throws(WhereFailure) -> String {
        text(of: first(try read(value, target)))
    }

    /// A day stands for all its seconds, so each comparison with one is a comparison with its first second, the next day's, or both.
    func criteria(
        ofTimes values: [FilterValue], _ comparator: FilterOperator, _ target: WhereTarget
    ) throws(WhereFailure) -> Criteria {
        if values.count == 1, isEmpty(values[0]) {
            return .comparison(target.name, comparator.wire ?? .equal, try json(values[0], comparator, target))
        }
        var times: [Time] = []
        var emptyCount = 0
        for value in values {
            if isEmpty(value) {
                _ = try json(value, comparator, target)
                emptyCount += 1
            } else {
                times.append(try read(value, target))
            }
        }
        let name = target.name
        switch comparator {
        case .less: return .comparison(name, .lessThan, .string(text(of: first(times[0]))))
        case .greaterOrEqual: return .comparison(name, .greaterEqual, .string(text(of: first(times[0]))))
        case .lessOrEqual: return Self.bound(name, times[0], .lessEqual, .lessThan, text(of: next(times[0])))
        case .greater: return Self.bound(name, times[0], .greaterThan, .greaterEqual, text(of: next(times[0])))
        case .between, .notBetween:
            return .comparison(
                name, comparator.wire ?? .between, [.string(text(of: first(times[0]))), .string(text(of: last(times[1])))])
        default: break
        }
        // Moments go into one list, each day is a range of its own.
        let isNegated = comparator == .notEqual || comparator == .notIn
        var moments: [JSONValue] = Array(repeating: Criteria.empty, count: min(emptyCount, 1))
        var members: [Criteria] = []
        for time in times {
            switch time {
            case .moment(let seconds): moments.append(.string(text(of: seconds)))
            case .day:
                members.append(
                    .comparison(name, isNegated ? .notBetween : .between, [.string(text(of: first(time))), .string(text(of: last(time)))]))
            }
        }
        if comparator.takesSeveral, !moments.isEmpty {
            members.insert(.comparison(name, isNegated ? .notIn : .isIn, .array(moments)), at: 0)
        } else if let moment = moments.first {
            members.append(.comparison(name, isNegated ? .notEqual : .equal, moment))
        }
        return .joined(members, isAll: isNegated)
    }

    /// - Parameters:
    ///   - own: for a moment.
    ///   - next: for a day, whose next day begins at `text`.
    private static func bound(
        _ name: String, _ time: Time, _ own: Criteria.Comparator, _ next: Criteria.Comparator, _ text: String
    ) -> Criteria {
        if case .moment = time { return .comparison(name, own, .string(text)) }
        return .comparison(name, next, .string(text))
    }

    private func first(_ time: Time) -> Int64 {
        switch time {
        case .day(let days): offsets.startOfDay(days)
        case .moment(let seconds): seconds
        }
    }

    private func last(_ time: Time) -> Int64 {
        switch time {
        case .day(let days): offsets.startOfDay(days + 1) - 1
        case .moment(let seconds): seconds
        }
    }

    /// A moment itself, or the first second of the day after.
    private func next(_ time: Time) -> Int64 {
        switch time {
        case .day(let days): offsets.startOfDay(days + 1)
        case .moment(let seconds): seconds
        }
    }

    private func text(of seconds: Int64) -> String {
        ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds))
    }

    private func read(_ value: FilterValue, _ target: WhereTarget) throws(WhereFailure) -> Time {
        let written: String
        switch value.content {
        case .moment(let text), .text(let text): written = text[...].trimmingBlanks()
        case .word(let word):
            guard let shift = dayShift(of: word) else { throw mismatch(value, target) }
            return .day(today + shift)
        // A day without hyphens looks like a number.
        case .number(let digits) where digits.utf8.count == 8: written = digits
        case .number, .boolean: throw mismatch(value, target)
        }
        guard let moment = ISO8601.parse(written.replacing(" ", with: "T", maxReplacements: 1)) else {
            throw failure(
                "there is no such date, or it isn't written as dates are", at: value.place,
                hint: "dates are written 2026-12-31, and with a time 2026-12-31T23:59:59+02:00 or 2026-12-31 23:59")
        }
        guard moment.fraction?.allSatisfy({ $0 == "0" }) ?? true else {
            throw failure("times are compared to the second", at: value.place, hint: "leave the fraction out")
        }
        if case .date(let days) = moment { return .day(days) }
        return .moment(moment.time(in: offsets))
    }

    private var today: Int64 {
        let seconds = Int64(compiler.now.timeIntervalSince1970.rounded(.down))
        return Int64(floor(Double(seconds + Int64(offsets.offset(at: seconds))) / 86_400))
    }
}
