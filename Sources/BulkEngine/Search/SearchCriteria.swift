import BulkModel

/// The criteria of a search as they were written. (platform specification, section 14.1)
indirect enum SearchCriteria: Hashable {
    case condition(SearchCondition)
    case group(GroupOperator, [SearchCriteria])

    /// Conditions without another inside.
    var count: Int {
        switch self {
        case .condition: 1
        case .group(_, let members): members.reduce(0) { $0 + $1.count }
        }
    }
}

/// `Last_Name:equals:Burns\,B`.
struct SearchCondition: Hashable {
    var field: String
    var comparison: String
    /// What commas without a backslash in front separate; backslashes that protected a character are gone.
    var values: [String]
    /// The same as one text, commas included.
    var text: String
    /// Characters up to the condition and its first one.
    var position: Int
}
