public import BulkModel

/// A client of the bulk API: Longshore's, or the service's own.
///
/// A value that can be copied and used by any number of tasks. Each call renews its token where the server asks for it, and is made again,
/// with growing pauses, while the server isn't reached, is overloaded or says how long to wait; a call that makes something is made again
/// only if it can't have arrived, or carries an ``IdempotencyKey``.
public struct BulkClient: Sendable {
    public let server: ServerAddresses
    public let version: APIVersion
    public let retry: RetryPolicy
    let tokens: any TokenSource
    let transport: any Transport
    let pace: Pace
    let onPause: @Sendable (Pause) -> Void

    /// A wait before a call is made again.
    public struct Pause: Sendable {
        public let duration: Duration
        /// In a few words.
        public let reason: String
    }

    /// - Parameters:
    ///   - server: where it is.
    ///   - tokens: where access tokens come from.
    ///   - version: of the API, which the paths carry.
    ///   - retry: how long to go on with calls that fail.
    ///   - transport: what carries the calls; the network, unless in tests.
    ///   - pace: what waits; the clock, unless in tests.
    ///   - onPause: told of each wait, for whoever looks on.
    public init(
        server: ServerAddresses, tokens: any TokenSource, version: APIVersion = .v8, retry: RetryPolicy = RetryPolicy(),
        transport: any Transport = HTTPClientTransport(), pace: Pace = .real, onPause: @escaping @Sendable (Pause) -> Void = { _ in }
    ) {
        self.server = server
        self.tokens = tokens
        self.version = version
        self.retry = retry
        self.transport = transport
        self.pace = pace
        self.onPause = onPause
    }

    /// What answers at the address. Asks without a token.
    /// - Throws: ``BulkClientError/unreachable(address:reason:mayHaveArrived:)``.
    public func identify() async throws -> ServerKind {
        let answer = try await send(APICall("GET", url: server.api + "/longshore/v1/health", needsToken: false, takesAnyStatus: true))
        guard let json = try? JSONValue(parsing: try await answer.collected(upTo: 1 << 20)), json["name"]?.string == "Longshore" else {
            return .other
        }
        return .longshore(version: json["version"]?.string ?? "")
    }

    /// The address of an object that an answer names by a path or as a whole.
    func url(_ address: String) -> String {
        address.contains("://") ? address : server.api + address
    }
}

/// Says which call a repeated one repeats, so that the server does once what is asked for twice. Longshore keeps such keys as long as the
/// job; other servers ignore them.
public struct IdempotencyKey: Hashable, Sendable {
    public let text: String

    /// - Parameter text: 1 to 255 visible ASCII characters, different for each thing that is to be made.
    public init(_ text: String) {
        self.text = text
    }
}
