/// The fields of a small `multipart/form-data` body that is in memory as a whole. (RFC 7578)
public enum MultipartForm {
    public struct Part: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    /// Reads what it can: parts without a name, and whatever isn't a part, are passed over.
    /// - Parameter mediaType: the request's `Content-Type`, with the boundary.
    public static func parts(of body: [UInt8], mediaType: String) -> [Part] {
        guard let boundary = MultipartReader.boundary(ofContentType: mediaType) else { return [] }
        var reader = MultipartReader(boundary: boundary)
        var parts: [Part] = []
        var name: String?
        var value: [UInt8] = []
        try? body.withUnsafeBytes { bytes in
            try reader.consume(bytes) { event in
                switch event {
                case .beginPart(let part):
                    name = part.name
                    value = []
                case .body(let bytes): value += bytes
                case .endPart:
                    if let name { parts.append(Part(name: name, value: String(decoding: value, as: UTF8.self))) }
                case .end: break
                }
            }
        }
        return parts
    }
}
