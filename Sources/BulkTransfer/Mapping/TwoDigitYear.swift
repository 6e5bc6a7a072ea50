import BulkClient
import BulkFormats
import Foundation

/// How years of two digits are read, by the field that they are in. (bulk write specification, section 8.5)
enum TwoDigitYear {
    case birth
    case closing
    case other

    init(_ field: FieldDescription) {
        let names = [NameKey.loose(field.apiName), NameKey.loose(field.label)]
        if names.contains(where: { $0.contains("birth") || $0 == "dob" }) {
            self = .birth
        } else if names.contains(where: { $0.hasPrefix("clos") || $0.contains("closing") }) {
            self = .closing
        } else {
            self = .other
        }
    }

    var words: String {
        switch self {
        case .birth: "the latest such year that isn't in the future"
        case .closing: "a year from 2000 to 2099"
        case .other: "a year from 1970 to 2069"
        }
    }

    /// The year that is meant by the one that the usual reading gives, of 1970 to 2069.
    /// - Parameter today: days since 1970-01-01.
    func date(for read: CivilDate, today: Int) -> CivilDate {
        let digits = read.year % 100
        switch self {
        case .other: return read
        case .closing: return CivilDate(year: 2_000 + digits, month: read.month, day: read.day)
        case .birth:
            let late = CivilDate(year: 2_000 + digits, month: read.month, day: read.day)
            return late.daysSince1970 <= today ? late : CivilDate(year: 1_900 + digits, month: read.month, day: read.day)
        }
    }
}
