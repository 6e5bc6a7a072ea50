import BulkModel

/// Reads the criteria of a search: `((Last_Name:equals:Burns\,B)and(First_Name:starts_with:M))`.
/// (platform specification, section 14.1)
///
/// ```
/// alternatives := conjunction { "or" conjunction }
/// conjunction  := part { "and" part }
/// part         := "(" ( alternatives | condition ) ")"
/// condition    := name ":" operator ":" value
/// ```
///
/// `and` binds more tightly than `or`. In values, a backslash stands before commas, brackets and backslashes that are meant as such.
struct SearchCriteriaParser {
    /// What is wrong, and where.
    struct Problem: Error, Hashable {
        var reason: String
        /// Characters up to the place and the one there.
        var position: Int
    }

    /// How many brackets may stand inside one another.
    static let maximumDepth = 50

    private let bytes: [UInt8]
    private var place = 0

    /// - Throws: ``Problem``.
    static func parse(_ text: String) throws(Problem) -> SearchCriteria {
        var parser = SearchCriteriaParser(bytes: Array(text.utf8))
        let criteria = try parser.alternatives(depth: 0)
        guard parser.place == parser.bytes.count else {
            throw parser.problem("'and', 'or' or the end is expected; in values, write brackets and commas as \\( \\) \\,")
        }
        return criteria
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: Structure

    private mutating func alternatives(depth: Int) throws(Problem) -> SearchCriteria {
        var members = [try conjunction(depth: depth)]
        while take(word: "or") { members.append(try conjunction(depth: depth)) }
        return members.count == 1 ? members[0] : .group(.or, members)
    }

    private mutating func conjunction(depth: Int) throws(Problem) -> SearchCriteria {
        var members = [try part(depth: depth)]
        while take(word: "and") { members.append(try part(depth: depth)) }
        return members.count == 1 ? members[0] : .group(.and, members)
    }

    private mutating func part(depth: Int) throws(Problem) -> SearchCriteria {
        skipBlanks()
        guard depth < Self.maximumDepth else { throw problem("there are more than \(Self.maximumDepth) brackets inside one another") }
        guard take("(") else { throw problem("an opening bracket is expected") }
        skipBlanks()
        let inner = next == UInt8(ascii: "(") ? try alternatives(depth: depth + 1) : .condition(try condition())
        guard take(")") else { throw problem("a closing bracket is expected; in values, write brackets as \\( \\)") }
        skipBlanks()
        return inner
    }

    private mutating func condition() throws(Problem) -> SearchCondition {
        let position = position
        let field = try word("the API name of a field")
        let comparison = try word("an operator")
        let (values, text) = value()
        return SearchCondition(field: field, comparison: comparison, values: values, text: text, position: position)
    }

    /// Everything up to a colon, which is taken too.
    private mutating func word(_ what: String) throws(Problem) -> String {
        let start = place
        while let byte = next, !Self.endsWord(byte) { place += 1 }
        guard place > start, next == UInt8(ascii: ":") else { throw problem("\(what) and a colon are expected") }
        place += 1
        return String(decoding: bytes[start..<place - 1], as: UTF8.self)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ",")
    }

    /// Everything up to a closing bracket.
    private mutating func value() -> (values: [String], text: String) {
        var values: [[UInt8]] = [[]]
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: ")") {
            place += 1
            if byte == UInt8(ascii: ",") {
                values.append([])
                text.append(byte)
                continue
            }
            var meant = byte
            if byte == UInt8(ascii: "\\"), let protected = next, Self.isProtected(protected) {
                meant = protected
                place += 1
            }
            values[values.count - 1].append(meant)
            text.append(meant)
        }
        return (values.map { String(decoding: $0, as: UTF8.self) }, String(decoding: text, as: UTF8.self))
    }

    private static func isProtected(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\")
    }

    // MARK: Characters

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while next == UInt8(ascii: " ") { place += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    /// A word that joins two parts, in any letter case.
    private mutating func take(word: String) -> Bool {
        let wanted = Array(word.utf8)
        let found = bytes[place...].prefix(wanted.count).map { $0 | 0x20 }
        guard found == wanted else { return false }
        place += wanted.count
        return true
    }

    private var position: Int { String(decoding: bytes[..<place], as: UTF8.self).count + 1 }

    private func problem(_ reason: String) -> Problem {
        Problem(reason: reason, position: position)
    }
}
