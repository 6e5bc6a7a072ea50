/// A piece of a query.
struct COQLToken: Hashable {
    var kind: Kind
    /// The bytes of the query it is made of.
    var range: Range<Int>

    enum Kind: Hashable {
        /// A keyword or a name, dots included.
        case word(String)
        /// What stood in single quotes; of a filter, also in double ones.
        case text(String)
        /// What stood in backticks, of a filter.
        case name(String)
        /// A date, or a date and a time, without quotes, of a filter; not known to be one that there is.
        case moment(String)
        case number(String)
        case symbol(Symbol)
        case end
    }

    enum Symbol: String, CaseIterable {
        case open = "("
        case close = ")"
        case comma = ","
        case hash = "#"
        case star = "*"
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    /// The word in small letters; nil for anything else.
    var keyword: String? {
        if case .word(let word) = kind { word.lowercased() } else { nil }
    }
}
