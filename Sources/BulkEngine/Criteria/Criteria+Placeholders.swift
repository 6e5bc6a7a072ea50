import BulkFormats
import BulkModel
import FoundationEssentials

extension Criteria {
    /// The criteria of a view with the user and the days its place-holders stand for.
    func filled(for user: User, now: Date) -> Criteria {
        switch self {
        case .group(let groupOperator, let members): .group(groupOperator, members.map { $0.filled(for: user, now: now) })
        case .criterion(let criterion): .criterion(criterion.filled(for: user, now: now))
        }
    }
}

extension Criterion {
    /// The criterion of a view as a request would write it: views have place-holders of their own, and lists where requests have `in`.
    /// (platform specification, section 12.1)
    func filled(for user: User, now: Date) -> Criterion {
        var criterion = self
        if value.array != nil {
            switch comparator {
            case .equal: criterion.comparator = .isIn
            case .notEqual: criterion.comparator = .notIn
            default: break
            }
        }
        guard let text = value.string else { return criterion }
        if text == CustomView.currentUser { criterion.value = .id(user.id) }
        if text == CustomView.notEmpty, comparator == .equal {
            criterion.comparator = .notEqual
            criterion.value = .string(Criterion.empty)
        }
        if let days = CustomView.days(in: text) {
            let offsets = UTCOffsets.cached(named: user.timeZone)
            let time = Int64(now.timeIntervalSince1970)
            let today = (time + Int64(offsets.offset(at: time))) / 86_400
            let midnight = offsets.startOfDay(today - Int64(days))
            criterion.value = .string(ISO8601.dateTime(midnight, offset: offsets.offset(at: midnight)))
        }
        return criterion
    }
}
