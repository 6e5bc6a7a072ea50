/// Why a text is no JSON, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    public let message: String
    /// Bytes before the place.
    public let offset: Int
    /// The line of the place; lines count from 1.
    public let line: Int
    /// Whether a comment stands at the place, which other readers of JSON may allow.
    public let isComment: Bool

    public var description: String { "\(message) at byte \(offset), line \(line)" }
}

extension JSONValue {
    /// How deep arrays and objects may nest; a body that goes deeper is refused rather than run the stack down.
    public static let maximumDepth = 512

    /// Reads one JSON text as RFC 8259 defines it, in UTF-8, with an optional byte-order mark in front.
    /// - Throws: ``JSONSyntaxError``.
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.parse()
    }

    public init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// A recursive-descent reader over bytes.
private struct JSONParser {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func parse() throws(JSONSyntaxError) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try parseValue(depth: 0)
        skipBlanks()
        guard position == bytes.count else { throw unexpected("text after the value") }
        return value
    }

    private func problem(_ message: String, isComment: Bool = false) -> JSONSyntaxError {
        let line = 1 + bytes.prefix(position).count { $0 == 0x0A }
        return JSONSyntaxError(message: message, offset: position, line: line, isComment: isComment)
    }

    /// Something stands here that may not stand between values and signs; `//` and `/*` begin comments there.
    private func unexpected(_ message: String) -> JSONSyntaxError {
        let second = position + 1 < bytes.count ? bytes[position + 1] : 0
        guard next == UInt8(ascii: "/"), second == UInt8(ascii: "/") || second == UInt8(ascii: "*") else { return problem(message) }
        return problem("JSON has no comments", isComment: true)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func parseValue(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth <= JSONValue.maximumDepth else { throw problem("nested deeper than \(JSONValue.maximumDepth)") }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return try parseObject(depth: depth)
        case UInt8(ascii: "["): return try parseArray(depth: depth)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", as: .boolean(true))
        case UInt8(ascii: "f"): return try parseWord("false", as: .boolean(false))
        case UInt8(ascii: "n"): return try parseWord("null", as: .null)
        case nil: throw problem("the text ends where a value is expected")
        case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): return try parseNumber()
        default: throw unexpected("unexpected character")
        }
    }

    private mutating func parseWord(_ word: StaticString, as value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard matches else { throw problem("unexpected character") }
        position += length
        return value
    }

    private mutating func parseObject(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        var members: [(String, JSONValue)] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw unexpected("a member's name is expected") }
            let name = try parseString()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw unexpected("':' is expected") }
            members.append((name, try parseValue(depth: depth + 1)))
            skipBlanks()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw unexpected("',' or '}' is expected") }
            return .object(JSONObject(members))
        }
    }

    private mutating func parseArray(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            elements.append(try parseValue(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw unexpected("',' or ']' is expected") }
            return .array(elements)
        }
    }

    private mutating func parseNumber() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try skipDigits() }
        if take(UInt8(ascii: ".")) { try skipDigits() }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func skipDigits() throws(JSONSyntaxError) {
        let start = position
        while let byte = next, Self.isDigit(byte) { position += 1 }
        guard position > start else { throw problem("a digit is expected") }
    }

    private mutating func parseString() throws(JSONSyntaxError) -> String {
        position += 1
        var text: [UInt8] = []
        while true {
            let start = position
            while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
            text += bytes[start..<position]
            guard let byte = next else { throw problem("the text ends inside a string") }
            position += 1
            if byte == UInt8(ascii: "\"") { break }
            guard byte == UInt8(ascii: "\\") else { throw problem("a control character inside a string") }
            try parseEscape(into: &text)
        }
        guard let string = String(validating: text, as: UTF8.self) else { throw problem("a string that is not UTF-8") }
        return string
    }

    private mutating func parseEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let byte = next else { throw problem("the text ends inside a string") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += String(try parseEscapedScalar()).utf8
        default: throw problem("an unknown escape")
        }
    }

    /// `\uXXXX`, or a surrogate pair of two of them; a lone surrogate stands for no character.
    private mutating func parseEscapedScalar() throws(JSONSyntaxError) -> Character {
        let first = try parseFourHexDigits()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw problem("a lone surrogate") }
        let second = try parseFourHexDigits()
        guard (0xDC00...0xDFFF).contains(second) else { throw problem("a lone surrogate") }
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw problem("a lone surrogate") }
        return Character(scalar)
    }

    private mutating func parseFourHexDigits() throws(JSONSyntaxError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw problem("four hexadecimal digits are expected")
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }
}
