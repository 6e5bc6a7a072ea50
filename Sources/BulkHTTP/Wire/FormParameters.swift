import BulkFormats
import Hummingbird

/// Parameters from wherever clients put them: the query string, an urlencoded body, a multipart form.
struct FormParameters {
    private var values: [String: String] = [:]

    /// - Parameter limit: bytes of a body that are read.
    init(of request: Request, limit: Int) async throws {
        if let query = request.uri.query { addPairs(query) }
        let body = try await request.body.collect(upTo: limit)
        let mediaType = request.headers[.contentType] ?? ""
        if mediaType.lowercased().hasPrefix("multipart/form-data") {
            for part in MultipartForm.parts(of: Array(body.readableBytesView), mediaType: mediaType) { values[part.name] = part.value }
        } else {
            addPairs(String(buffer: body))
        }
    }

    /// - Parameter query: what stands behind the question mark.
    init(query: String?) {
        if let query { addPairs(query) }
    }

    subscript(name: String) -> String {
        values[name] ?? ""
    }

    /// Text without `=`, such as the body `null` that one client sends beside its query string, adds nothing.
    private mutating func addPairs(_ text: String) {
        for pair in text.split(separator: "&") {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            values[Self.decoded(pair[..<equals])] = Self.decoded(pair[pair.index(after: equals)...])
        }
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = String(text.replacing("+", with: " "))
        return spaced.percentDecoded() ?? spaced
    }
}

extension String {
    /// Everything but letters, digits and `-._~` escaped.
    var percentEncoded: String {
        utf8.map { byte in
            let isPlain = (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "-._~".utf8.contains(byte)
            guard !isPlain else { return String(UnicodeScalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// `%41` is `A`; nil if an escape is broken or the bytes are no UTF-8.
    fileprivate func percentDecoded() -> String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let escaped = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 else { return nil }
            bytes.append(escaped)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
