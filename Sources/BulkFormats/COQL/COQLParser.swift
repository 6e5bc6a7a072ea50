/// Reads a query of COQL.
///
/// ```
/// query      = "select" column *( "," column ) "from" module [ "#" digits ] "where" conditions
///              [ "group" "by" field *( "," field ) ]
///              [ "order" "by" part *( "," part ) ] [ window ]
/// column     = expression [ "as" alias ]
/// expression = field | function "(" ( field | "*" ) ")"
/// part       = expression [ "asc" | "desc" ]
/// window     = "limit" [ offset "," ] count [ "offset" offset ] | "offset" offset [ "limit" count ]
/// ```
///
/// Keywords may have any letter case. A field is a word, or in quotes if it has an arrow. (platform specification, section 15)
public struct COQLParser {
    var lexer: COQLLexer
    var token: COQLToken
    /// Where the piece before ends.
    var end = 0
    /// Parentheses around the current place.
    var depth = 0
    let allowsChains: Bool
    let maximumDepth: Int

    /// - Parameters:
    ///   - allowsChains: whether three and more conditions may follow one another without parentheses around each two.
    ///   - maximumDepth: of parentheses inside one another.
    /// - Throws: ``COQLError``.
    public static func parse(_ text: String, allowsChains: Bool = true, maximumDepth: Int = 100) throws(COQLError) -> COQLQuery {
        var parser = try COQLParser(COQLLexer(text), allowsChains: allowsChains, maximumDepth: maximumDepth)
        return try parser.query()
    }

    init(_ lexer: COQLLexer, allowsChains: Bool, maximumDepth: Int) throws(COQLError) {
        self.lexer = lexer
        token = try self.lexer.next()
        self.allowsChains = allowsChains
        self.maximumDepth = maximumDepth
    }

    private mutating func query() throws(COQLError) -> COQLQuery {
        guard try take("select") else { throw .missingClause("select") }
        let columns = try list { parser throws(COQLError) in try parser.column() }
        guard try take("from") else { throw token.kind == .end ? .missingClause("from") : unexpected("a comma or from") }
        let (module, view) = try source()
        guard try take("where") else { throw beginsLaterClause ? .missingClause("where") : unexpected("where") }
        let condition = try conditions()
        var groups: [String] = []
        if try take("group") {
            try expect("by")
            groups = try list { parser throws(COQLError) in try parser.field() }
        }
        var order: [COQLOrder] = []
        if try take("order") {
            try expect("by")
            order = try list { parser throws(COQLError) in try parser.orderPart() }
        }
        let (limit, offset) = try window()
        guard token.kind == .end else { throw unexpected("the end of the query") }
        return COQLQuery(
            columns: columns, module: module, view: view, condition: condition, groups: groups, order: order, limit: limit, offset: offset)
    }

    private mutating func column() throws(COQLError) -> COQLColumn {
        let expression = try expression()
        return COQLColumn(expression: expression, alias: try take("as") ? try alias() : nil)
    }

    /// Any word: what it may be is for others to say.
    private mutating func alias() throws(COQLError) -> String {
        switch token.kind {
        case .word(let name), .text(let name):
            try advance()
            return name
        default: throw unexpected("an alias")
        }
    }

    private mutating func expression() throws(COQLError) -> COQLExpression {
        guard let aggregate = token.keyword.flatMap({ COQLAggregate(rawValue: $0.uppercased()) }) else { return .field(try field()) }
        let name = try field()
        guard try take(.open) else { return .field(name) }
        let operand = aggregate == .count && token.kind == .symbol(.star) ? COQLAggregate.allFields : nil
        if operand != nil { try advance() }
        let argument = if let operand { operand } else { try field() }
        guard try take(.close) else { throw unexpected("a closing parenthesis") }
        return .aggregate(aggregate, of: argument)
    }

    /// A name that is no keyword, or a quoted one with an arrow.
    mutating func field() throws(COQLError) -> String {
        switch token.kind {
        case .word(let name) where !Self.isKeyword(name):
            try advance()
            return name
        case .text(let name) where name.contains("->"):
            try advance()
            return name
        default: throw unexpected("the API name of a field")
        }
    }

    private mutating func source() throws(COQLError) -> (module: String, view: String?) {
        guard case .word(let name) = token.kind, !Self.isKeyword(name) else {
            throw unexpected("the API name of a module")
        }
        try advance()
        guard try take(.hash) else { return (name, nil) }
        guard case .number(let digits) = token.kind else { throw unexpected("the id of a custom view") }
        try advance()
        return (name, digits)
    }

    private mutating func orderPart() throws(COQLError) -> COQLOrder {
        let expression = try expression()
        if try take("desc") { return COQLOrder(expression: expression, isAscending: false) }
        _ = try take("asc")
        return COQLOrder(expression: expression, isAscending: true)
    }

    private mutating func window() throws(COQLError) -> (limit: Int?, offset: Int?) {
        var limit: Int?
        var offset: Int?
        if try take("limit") {
            limit = try wholeNumber()
            if try take(.comma) {
                offset = limit
                limit = try wholeNumber()
            }
        }
        if offset == nil, try take("offset") {
            offset = try wholeNumber()
            if limit == nil, try take("limit") { limit = try wholeNumber() }
        }
        return (limit, offset)
    }

    private mutating func wholeNumber() throws(COQLError) -> Int {
        guard case .number(let digits) = token.kind, digits.utf8.dropFirst().allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw unexpected("a whole number")
        }
        try advance()
        return Int(digits) ?? (digits.hasPrefix("-") ? .min : .max)
    }

    private var beginsLaterClause: Bool {
        token.kind == .end || token.keyword.map { ["group", "order", "limit", "offset"].contains($0) } ?? false
    }

    /// Whether a word means something of itself, in any letter case.
    public static func isKeyword(_ word: String) -> Bool { reserved.contains(word.lowercased()) }

    /// Words that can't name a field, unless the module is named before them.
    private static let reserved: Set<String> = [
        "select", "from", "where", "group", "order", "by", "limit", "offset", "and", "or", "not", "in", "is", "like", "between", "null",
        "as", "asc", "desc",
    ]
}
