/// In which century years lie that are written with two digits. (bulk write specification, section 8.5)
public enum TwoDigitYears: Hashable, Sendable {
    /// 00 to 69 are 2000 to 2069, and 70 to 99 are 1970 to 1999.
    case standard
    /// The latest such year whose day isn't after the given one, in days since 1970-01-01: nobody is born in the future.
    case notAfter(Int64)
    /// All are of 2000 to 2099: nothing that is planned lies in the century before.
    case ahead

    /// What suits a field.
    /// - Parameters:
    ///   - name: API name or label.
    ///   - today: days since 1970-01-01.
    public init(fieldNamed name: String, today: Int64) {
        let words = name.lowercased().split { !$0.isLetter }
        let isPast = words.contains { word in Self.past.contains { word.hasPrefix($0) } }
        let isAhead = words.contains { word in Self.planned.contains { word.hasPrefix($0) } }
        self = isPast ? .notAfter(today) : isAhead ? .ahead : .standard
    }

    /// What begins a word in names of fields that hold the past.
    private static let past = ["birth", "dob", "born", "founded", "established", "hired", "hiring", "joined", "joining", "anniversary"]
    /// What begins a word in names of fields that hold plans.
    private static let planned = ["clos", "due", "expir", "valid", "deadline"]

    /// The year with its century.
    /// - Parameter digits: 0 to 99.
    func year(_ digits: Int, month: Int, day: Int) -> Int {
        switch self {
        case .standard: return digits < 70 ? 2000 + digits : 1900 + digits
        case .ahead: return 2000 + digits
        case .notAfter(let latest):
            let today = CivilDate(daysSince1970: Int(latest))
            let year = today.year / 100 * 100 + digits
            return (year, month, day) > (today.year, today.month, today.day) ? year - 100 : year
        }
    }
}
