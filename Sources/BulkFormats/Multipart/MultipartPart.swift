/// What the headers of a part of a multipart body say. (RFC 7578, section 4)
public struct MultipartPart: Sendable {
    /// The field's name.
    public let name: String?
    /// The name of the file it was, as the sender wrote it. It must never be used as a path on disk.
    public let filename: String?
    public let contentType: String?
    /// All headers in their order; names as they were written, values without the blanks around them.
    public let headers: [(name: String, value: String)]

    /// - Parameter lines: a header each, without line ends. Lines that are none are passed over.
    init(lines: [[UInt8]]) {
        let headers = lines.compactMap(Self.header)
        self.headers = headers
        func value(of name: String) -> String? {
            headers.first { $0.name.lowercased() == name }?.value
        }
        contentType = value(of: "content-type")
        let disposition = value(of: "content-disposition").map(HeaderParameters.init)
        name = disposition?["name"]
        filename = disposition?["filename"]
    }

    private static func header(_ line: [UInt8]) -> (name: String, value: String)? {
        // UTF-8 as nearly everybody sends it, else a character for each byte.
        let text =
            String(validating: line, as: UTF8.self)
            ?? String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
        guard let colon = text.unicodeScalars.firstIndex(of: ":") else { return nil }
        return (trimmed(text[..<colon]), trimmed(text[text.unicodeScalars.index(after: colon)...]))
    }

    private static func trimmed(_ text: Substring) -> String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
        var scalars = text.unicodeScalars.drop(while: isBlank)
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return String(scalars)
    }
}
