/// Steps from piece to piece.
extension COQLParser {
    mutating func advance() throws(COQLError) {
        end = token.range.upperBound
        token = try lexer.next()
    }

    /// Takes a keyword if it is next.
    mutating func take(_ keyword: String) throws(COQLError) -> Bool {
        guard token.keyword == keyword else { return false }
        try advance()
        return true
    }

    mutating func take(_ symbol: COQLToken.Symbol) throws(COQLError) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ keyword: String) throws(COQLError) {
        guard try take(keyword) else { throw unexpected(keyword) }
    }

    /// One element, and more behind commas.
    mutating func list<Element>(
        of element: (inout COQLParser) throws(COQLError) -> Element
    ) throws(COQLError) -> [Element] {
        var elements = [try element(&self)]
        while try take(.comma) { elements.append(try element(&self)) }
        return elements
    }

    /// - Parameter expected: what could stand where the current piece does.
    func unexpected(_ expected: String) -> COQLError {
        .unexpected(lexer.position(of: token), near: lexer.excerpt(of: token), expected: expected)
    }
}
