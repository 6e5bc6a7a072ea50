/// Carries one request to a server and its answer back. Tests put their own in the place of the network.
public protocol Transport: Sendable {
    /// - Throws: ``TransportFailure``.
    func send(_ request: TransportRequest) async throws -> TransportAnswer
}

/// A request as it goes out.
public struct TransportRequest: Sendable {
    public var method: String
    public var url: String
    public var headers: [(name: String, value: String)]
    public var body: RequestBody?

    public init(method: String, url: String, headers: [(name: String, value: String)] = [], body: RequestBody? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// What a request carries. A request may be sent again, so a body can be read again.
public enum RequestBody: Sendable {
    case bytes([UInt8])
    /// A file between two runs of bytes, as a multipart form has it; sent piece by piece. The size is the file's.
    case file(path: String, size: Int64, before: [UInt8], after: [UInt8])
}

/// What a server answers.
public struct TransportAnswer: Sendable {
    public var status: Int
    /// Names in small letters; of a name that comes twice, the last value.
    public var headers: [String: String]
    /// The body's pieces; throws ``TransportFailure``.
    public var body: AsyncThrowingStream<[UInt8], any Error>

    public init(status: Int, headers: [String: String] = [:], body: AsyncThrowingStream<[UInt8], any Error>) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// An answer whose body is known.
    public init(status: Int, headers: [String: String] = [:], bytes: [UInt8]) {
        self.init(
            status: status, headers: headers,
            body: AsyncThrowingStream { continuation in
                if !bytes.isEmpty { continuation.yield(bytes) }
                continuation.finish()
            })
    }

    /// The whole body.
    /// - Throws: ``TransportFailure``, also for more bytes than the limit.
    func collected(upTo limit: Int = 64 << 20) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in body {
            bytes += piece
            guard bytes.count <= limit else {
                throw TransportFailure("the answer is larger than \(limit >> 20) MiB", mayHaveArrived: true)
            }
        }
        return bytes
    }
}

/// A request that got no answer, or not the whole of one.
public struct TransportFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// In a few words.
    public let reason: String
    /// Whether the server may have seen the request, and may have done what it asks for.
    public let mayHaveArrived: Bool

    public init(_ reason: String, mayHaveArrived: Bool) {
        self.reason = reason
        self.mayHaveArrived = mayHaveArrived
    }

    public var description: String { reason }
}
