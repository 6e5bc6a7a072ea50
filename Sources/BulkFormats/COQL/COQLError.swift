/// Why a text is no query.
public enum COQLError: Error, Hashable, Sendable {
    /// A clause that must be there isn't; its name.
    case missingClause(String)
    /// What stands at a place can't stand there.
    case unexpected(COQLPosition, near: String, expected: String)
    /// Parentheses are nested too deeply.
    case tooDeep(COQLPosition)
}

/// A place in a query, as a person would look for it.
public struct COQLPosition: Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// From 1, in characters of Unicode.
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// - Parameter place: a byte's index in the text.
    init(of place: Int, in bytes: [UInt8]) {
        let before = bytes[..<place]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        // Bytes that go on with a character don't count.
        column = 1 + before[start...].count { $0 & 0xC0 != 0x80 }
    }
}
