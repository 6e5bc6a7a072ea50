import BulkFormats

extension WhereFailure {
    /// - Parameter error: of the parser.
    init(_ error: COQLError, in text: String) {
        switch error {
        case .unexpected(let position, let near, let expected):
            let start = Self.byte(at: position, in: text)
            self.init(
                message: near.isEmpty ? "the conditions end where \(expected) is expected" : "expected here: \(expected)",
                hint: Self.isBehindQuote(start, in: text) ? Self.quoteHint : Self.hint(expected: expected, near: near), text: text,
                place: start..<start + near.utf8.count)
        case .tooDeep(let position):
            let start = Self.byte(at: position, in: text)
            self.init(message: "there are too many parentheses inside one another", hint: nil, text: text, place: start..<start + 1)
        case .missingClause(let name):
            self.init(message: "\(name) is missing", hint: nil, text: text, place: 0..<0)
        }
    }

    private static func byte(at position: COQLPosition, in text: String) -> Int {
        let bytes = Array(text.utf8)
        var place = 0
        for _ in 1..<max(position.line, 1) {
            place = (bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
        }
        var column = 1
        while column < position.column, place < bytes.count {
            place += 1
            while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
            column += 1
        }
        return place
    }

    private static let quoteHint = "a quote within a text is doubled: 'O''Neil'"

    /// Whether a text ended right before a place, most likely too early.
    private static func isBehindQuote(_ place: Int, in text: String) -> Bool {
        guard place > 0, place < text.utf8.count else { return false }
        let byte = text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: place - 1)]
        return byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
    }

    private static func hint(expected: String, near: String) -> String? {
        switch expected {
        case _ where near.hasPrefix("&"): "write \"and\""
        case _ where near.hasPrefix("|"): "write \"or\""
        case "an operator":
            "operators are =, !=, <, <=, >, >=, in, between, contains, starts with, ends with, like, is empty; a name with blanks stands in double quotes"
        case "a quote that ends the text": quoteHint
        case "an opening parenthesis": "lists stand in parentheses: in ('a', 'b')"
        case "the name of a field" where near.isEmpty: "such as: Lead_Source = 'Advertisement' and Created_Time >= 2026-01-01"
        default: nil
        }
    }
}
