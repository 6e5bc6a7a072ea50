/// Reads a filter: the conditions of COQL, and what people write besides.
///
/// ```
/// conditions = condition *( ( "and" | "or" ) condition )
/// condition  = "(" conditions ")" | "not" condition | field comparison
/// comparison = ( "=" | "==" | "!=" | "<>" | "<" | "<=" | ">" | ">=" ) value
///            | [ "not" ] ( "contains" | "starts" "with" | "ends" "with" | "like" ) value
///            | [ "not" ] "in" "(" value *( "," value ) ")"
///            | [ "not" ] "between" value "and" value | "is" [ "not" ] ( "null" | "empty" )
/// field      = word | text in single quotes, double quotes or backticks
/// value      = text in single or double quotes | number | date | date and time | word
/// ```
///
/// Keywords may have any letter case, `and` binds more tightly than `or`, and `not` more tightly than both.
public enum FilterParser {
    /// - Parameter maximumDepth: of parentheses and negations inside one another.
    /// - Throws: ``COQLError``.
    public static func parse(_ text: String, maximumDepth: Int = 100) throws(COQLError) -> Conditions<FilterComparison> {
        var parser = try COQLParser(COQLLexer(text, dialect: .filter), allowsChains: true, maximumDepth: maximumDepth)
        let grammar = COQLParser.ConditionGrammar { parser throws(COQLError) in
            try parser.filterComparison()
        } negation: { comparison in
            var comparison = comparison
            comparison.isNegated.toggle()
            return comparison
        }
        let conditions = try parser.conditions(grammar)
        guard parser.token.kind == .end else { throw parser.unexpected("and, or, or the end") }
        return conditions
    }
}

extension COQLParser {
    fileprivate mutating func filterComparison() throws(COQLError) -> FilterComparison {
        let namePlace = token.range
        let name: String
        let isQuoted: Bool
        switch token.kind {
        case .word(let word) where !Self.isKeyword(word): (name, isQuoted) = (word, false)
        case .text(let text), .name(let text): (name, isQuoted) = (text, true)
        default: throw unexpected("the name of a field")
        }
        try advance()
        let start = token.range.lowerBound
        let comparator = try filterOperator()
        let comparatorPlace = start..<end
        return FilterComparison(
            name: name, isQuoted: isQuoted, comparator: comparator, values: try filterValues(for: comparator), namePlace: namePlace,
            comparatorPlace: comparatorPlace)
    }

    private mutating func filterOperator() throws(COQLError) -> FilterOperator {
        if case .symbol(let symbol) = token.kind, let comparator = FilterOperator(rawValue: symbol.rawValue) {
            try advance()
            return comparator
        }
        if try take("is") {
            let isNegated = try take("not")
            guard token.keyword == "null" || token.keyword == "empty" else {
                throw unexpected(isNegated ? "null or empty" : "null, empty or not")
            }
            try advance()
            return isNegated ? .isNotEmpty : .isEmpty
        }
        let isNegated = try take("not")
        guard let word = token.keyword, let (phrase, isWhole) = Self.operatorWords[word],
            let comparator = FilterOperator(rawValue: isNegated ? "not \(phrase)" : phrase)
        else {
            throw unexpected(isNegated ? "in, between, contains, starts with, ends with or like" : "an operator")
        }
        try advance()
        if !isWhole { try expect("with") }
        return comparator
    }

    /// The first words of operators, what the operators are called, and whether the word is all of it.
    private static let operatorWords: [String: (phrase: String, isWhole: Bool)] = [
        "in": ("in", true), "between": ("between", true), "contains": ("contains", true), "like": ("like", true),
        "starts": ("starts with", false), "starts_with": ("starts with", true), "ends": ("ends with", false),
        "ends_with": ("ends with", true),
    ]

    private mutating func filterValues(for comparator: FilterOperator) throws(COQLError) -> [FilterValue] {
        switch comparator {
        case .isEmpty, .isNotEmpty: return []
        case .between, .notBetween:
            let low = try filterValue()
            try expect("and")
            return [low, try filterValue()]
        case .isIn, .notIn:
            guard try take(.open) else { throw unexpected("an opening parenthesis") }
            let values = try list { parser throws(COQLError) in try parser.filterValue() }
            guard try take(.close) else { throw unexpected("a comma or a closing parenthesis") }
            return values
        default: return [try filterValue()]
        }
    }

    private mutating func filterValue() throws(COQLError) -> FilterValue {
        let place = token.range
        let content: FilterValue.Content
        switch (token.kind, token.keyword) {
        case (.text(let text), _): content = .text(text)
        case (.number(let digits), _): content = .number(digits)
        case (.moment(let moment), _): content = .moment(moment)
        case (_, "true"): content = .boolean(true)
        case (_, "false"): content = .boolean(false)
        case (.word(let word), "null"?): content = .word(word)
        case (.word(let word), _) where !Self.isKeyword(word): content = .word(word)
        default: throw unexpected("a text in quotes, a number, a date, true or false")
        }
        try advance()
        return FilterValue(content: content, place: place)
    }
}
