/// The fields of a small `multipart/form-data` body that is in memory as a whole. (RFC 7578)
public enum MultipartForm {
    public struct Part: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    /// Reads what it can: parts without a name, and whatever isn't a part, are passed over.
    /// - Parameter mediaType: the request's `Content-Type`, with the boundary.
    public static func parts(of body: [UInt8], mediaType: String) -> [Part] {
        guard let boundary = boundary(in: mediaType) else { return [] }
        let delimiter = Array("--\(boundary)".utf8)
        var parts: [Part] = []
        var rest = body[...]
        while let start = rest.firstRange(of: delimiter) {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: delimiter) else { break }
            if let part = part(rest[..<end.lowerBound]) { parts.append(part) }
            rest = rest[end.lowerBound...]
        }
        return parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        guard let blank = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let header = String(decoding: bytes[..<blank.lowerBound], as: UTF8.self)
        guard let name = parameter("name", in: header) else { return nil }
        var value = bytes[blank.upperBound...]
        // The line end before the next boundary belongs to the boundary.
        if value.suffix(2).elementsEqual("\r\n".utf8) { value = value.dropLast(2) }
        return Part(name: name, value: String(decoding: value, as: UTF8.self))
    }

    private static func boundary(in mediaType: String) -> String? {
        parameter("boundary", in: mediaType)
    }

    /// `name="a"` or `boundary=a`, with or without blanks before it.
    private static func parameter(_ name: String, in header: String) -> String? {
        for piece in header.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let pair = piece.drop(while: { $0 == " " })
            guard pair.lowercased().hasPrefix(name + "=") else { continue }
            let value = pair.dropFirst(name.count + 1)
            return value.hasPrefix("\"") ? String(value.dropFirst().prefix(while: { $0 != "\"" })) : String(value)
        }
        return nil
    }
}
