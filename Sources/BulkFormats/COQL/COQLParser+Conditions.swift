/// ```
/// conditions = condition *( ( "and" | "or" ) condition )
/// condition  = "(" conditions ")" | field comparison
/// comparison = ( "=" | "!=" | "<" | "<=" | ">" | ">=" | [ "not" ] "like" ) value
///            | [ "not" ] "in" "(" value *( "," value ) ")"
///            | [ "not" ] "between" value "and" value | "is" [ "not" ] "null"
/// ```
///
/// `and` binds more tightly than `or`.
extension COQLParser {
    mutating func conditions() throws(COQLError) -> COQLCondition {
        var alternatives = [[try condition()]]
        var joints = 0
        while let word = token.keyword, word == "and" || word == "or" {
            joints += 1
            guard joints == 1 || allowsChains else { throw unexpected("parentheses around each two conditions") }
            try advance()
            let next = try condition()
            if word == "and" {
                alternatives[alternatives.count - 1].append(next)
            } else {
                alternatives.append([next])
            }
        }
        let members = alternatives.map { $0.count == 1 ? $0[0] : .all($0) }
        return members.count == 1 ? members[0] : .any(members)
    }

    private mutating func condition() throws(COQLError) -> COQLCondition {
        guard token.kind == .symbol(.open) else { return .comparison(try comparison()) }
        guard depth < maximumDepth else { throw .tooDeep(lexer.position(of: token)) }
        try advance()
        depth += 1
        let inner = try conditions()
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
