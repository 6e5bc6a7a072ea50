/// The value of a header that has parameters: `form-data; name="file"`, with or without blanks. (RFC 2045, section 5.1)
///
/// Reads what it can. What a parameter has for a value may be quoted, with `\"` for a quote and `\\` for a backslash.
struct HeaderParameters {
    /// What stands before the first semicolon.
    let value: String
    /// By names in lower case. The first of several with the same name counts.
    private var parameters: [String: String] = [:]

    /// - Parameter text: the header without its name.
    init(_ text: String) {
        var pieces = Self.pieces(of: Array(text.utf8))[...]
        value = Self.text(pieces.popFirst() ?? [])
        for piece in pieces {
            guard let equals = piece.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = Self.text(piece[..<equals]).lowercased()
            if parameters[name] == nil { parameters[name] = Self.unquoted(Self.trimmed(piece[(equals + 1)...])) }
        }
    }

    /// A parameter; its extended form (`name*=UTF-8''…`, RFC 8187) counts more than the plain one.
    subscript(name: String) -> String? {
        if let extended = parameters[name + "*"], let text = Self.decoded(extended) { return text }
        return parameters[name]
    }

    /// Splits at semicolons that aren't inside quotes.
    private static func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        var isQuoted = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isQuoted
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted:
                pieces.append(bytes[start..<index])
                start = index + 1
            default: break
            }
        }
        return pieces + [bytes[start...]]
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.first == UInt8(ascii: "\"") else { return String(decoding: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        var rest = bytes.dropFirst()
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            // Only what has to be escaped: some clients send `C:\folder\file` as it is.
            if byte == UInt8(ascii: "\\"), let next = rest.first, next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\") {
                text.append(next)
                rest = rest.dropFirst()
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Parameter extended: character set, language and percent-encoded text, with single quotes between.
    /// - Returns: nil if it isn't that, or in another set than UTF-8 and ISO-8859-1.
    private static func decoded(_ extended: String) -> String? {
        let parts = extended.utf8.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = percentDecoded(parts[2]) else { return nil }
        switch String(parts[0])?.lowercased() {
        case "utf-8": return String(validating: bytes, as: UTF8.self)
        case "iso-8859-1": return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: return nil
        }
    }

    private static func percentDecoded(_ text: Substring.UTF8View) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8? {
        Character(Unicode.Scalar(digit)).hexDigitValue.map(UInt8.init)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: trimmed(bytes), as: UTF8.self)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        var bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
        return bytes
    }
}
