/// ```
/// conditions = condition *( ( "and" | "or" ) condition )
/// condition  = "(" conditions ")" | field comparison
/// comparison = ( "=" | "!=" | "<" | "<=" | ">" | ">=" | [ "not" ] "like" ) value
///            | [ "not" ] "in" "(" value *( "," value ) ")"
///            | [ "not" ] "between" value "and" value | "is" [ "not" ] "null"
/// ```
///
/// `and` binds more tightly than `or`.
///
/// What a comparison is, and that `not` may stand before a condition, are for filters to say otherwise.
extension COQLParser {
    /// How a language of conditions reads its comparisons.
    struct ConditionGrammar<Comparison: Hashable & Sendable> {
        var comparison: (inout COQLParser) throws(COQLError) -> Comparison
        /// What is true where a comparison isn't; nil where `not` can't stand before a condition.
        var negation: ((Comparison) -> Comparison)?
    }

    mutating func conditions() throws(COQLError) -> COQLCondition {
        try conditions(ConditionGrammar { parser throws(COQLError) in try parser.comparison() })
    }

    mutating func conditions<Comparison>(_ grammar: ConditionGrammar<Comparison>) throws(COQLError) -> Conditions<Comparison> {
        var alternatives = [[try condition(grammar)]]
        var joints = 0
        while let word = token.keyword, word == "and" || word == "or" {
            joints += 1
            guard joints == 1 || allowsChains else { throw unexpected("parentheses around each two conditions") }
            try advance()
            let next = try condition(grammar)
            if word == "and" {
                alternatives[alternatives.count - 1].append(next)
            } else {
                alternatives.append([next])
            }
        }
        let members = alternatives.map { $0.count == 1 ? $0[0] : Conditions.all($0) }
        return members.count == 1 ? members[0] : .any(members)
    }

    private mutating func condition<Comparison>(
        _ grammar: ConditionGrammar<Comparison>
    ) throws(COQLError) -> Conditions<Comparison> {
        let isNegation = grammar.negation != nil && token.keyword == "not"
        guard isNegation || token.kind == .symbol(.open) else { return .comparison(try grammar.comparison(&self)) }
        guard depth < maximumDepth else { throw .tooDeep(lexer.position(of: token)) }
        try advance()
        depth += 1
        if isNegation, let negation = grammar.negation {
            let inner = try condition(grammar)
            depth -= 1
            return inner.negated(by: negation)
        }
        let inner = try conditions(grammar)
        depth -= 1
        guard try take(.close) else { throw unexpected("and, or, or a closing parenthesis") }
        return inner
    }

    private mutating func comparison() throws(COQLError) -> COQLComparison {
        let column = try field()
        let comparator = try comparator()
        return COQLComparison(column: column, comparator: comparator, values: try values(for: comparator))
    }

    private mutating func comparator() throws(COQLError) -> COQLOperator {
        if case .symbol(let symbol) = token.kind, let comparator = COQLOperator(rawValue: symbol.rawValue) {
            try advance()
            return comparator
        }
        if try take("is") {
            let isNegated = try take("not")
            try expect("null")
            return isNegated ? .isNotNull : .isNull
        }
        let isNegated = try take("not")
        guard let word = token.keyword, let comparator = COQLOperator(rawValue: isNegated ? "not \(word)" : word) else {
            throw unexpected(isNegated ? "like, in or between" : "an operator")
        }
        try advance()
        return comparator
    }

    private mutating func values(for comparator: COQLOperator) throws(COQLError) -> [COQLValue] {
        switch comparator {
        case .isNull, .isNotNull: return []
        case .between, .notBetween:
            let low = try value()
            try expect("and")
            return [low, try value()]
        case .isIn, .notIn:
            guard try take(.open) else { throw unexpected("an opening parenthesis") }
            let values = try list { parser throws(COQLError) in try parser.value() }
            guard try take(.close) else { throw unexpected("a comma or a closing parenthesis") }
            return values
        default: return [try value()]
        }
    }

    private mutating func value() throws(COQLError) -> COQLValue {
        let value: COQLValue
        switch (token.kind, token.keyword) {
        case (.text(let text), _): value = .text(text)
        case (.number(let digits), _): value = .number(digits)
        case (_, "true"): value = .boolean(true)
        case (_, "false"): value = .boolean(false)
        default: throw unexpected("a text in single quotes, a number, true or false")
        }
        try advance()
        return value
    }
}

extension Conditions {
    /// What is true where these conditions aren't.
    fileprivate func negated(by negation: (Comparison) -> Comparison) -> Conditions {
        switch self {
        case .comparison(let comparison): .comparison(negation(comparison))
        case .all(let members): .any(members.map { $0.negated(by: negation) })
        case .any(let members): .all(members.map { $0.negated(by: negation) })
        }
    }
}
