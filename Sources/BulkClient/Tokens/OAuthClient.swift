import BulkModel
public import FoundationEssentials

/// What a program is at the accounts server: a client with its secret. (platform specification, section 3.2)
public struct OAuthClient: Sendable {
    public let id: String
    private let secret: String
    private let accounts: String
    private let transport: any Transport
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - id: of the client.
    ///   - secret: of the client.
    ///   - accounts: address of the accounts server.
    ///   - transport: what carries the calls; the network, unless in tests.
    ///   - now: the time, which tokens' ends are counted from.
    public init(
        id: String, secret: String, accounts: String, transport: any Transport = HTTPClientTransport(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.id = id
        self.secret = secret
        self.accounts = accounts
        self.transport = transport
        self.now = now
    }

    /// What a code is worth.
    public struct Grant: Sendable {
        public var refreshToken: String?
        public var accessToken: TimedToken
        /// Where the API is for this organisation, if the server says so.
        public var apiAddress: String?
    }

    /// Exchanges a code, which works once.
    /// - Throws: ``BulkClientError/noToken(_:)``, ``BulkClientError/unreachable(address:reason:mayHaveArrived:)``.
    public func grant(for code: String) async throws -> Grant {
        let answer = try await post([("grant_type", "authorization_code"), ("code", code)])
        return Grant(
            refreshToken: answer["refresh_token"]?.string, accessToken: try accessToken(answer), apiAddress: answer["api_domain"]?.string)
    }

    /// - Throws: as ``grant(for:)``.
    public func accessToken(by refreshToken: String) async throws -> TimedToken {
        try accessToken(await post([("grant_type", "refresh_token"), ("refresh_token", refreshToken)]))
    }

    /// Ends a refresh token, and the access tokens made by it. (platform specification, section 3.3)
    /// - Returns: whether it was one.
    public func revoke(_ refreshToken: String) async throws -> Bool {
        try await post([("token", refreshToken)], to: "/oauth/v2/token/revoke")["status"]?.string == "success"
    }

    private func accessToken(_ answer: JSONValue) throws -> TimedToken {
        guard let text = answer["access_token"]?.string else {
            throw BulkClientError.noToken(answer["error"]?.string ?? "it sent none")
        }
        // Milliseconds in old answers, which then have the seconds beside them.
        let seconds = answer["expires_in_sec"]?.integer ?? answer["expires_in"]?.integer ?? 3_600
        return TimedToken(text: text, expires: now().addingTimeInterval(Double(seconds)))
    }

    private func post(_ parameters: [(String, String)], to path: String = "/oauth/v2/token") async throws -> JSONValue {
        let body = (parameters + [("client_id", id), ("client_secret", secret)])
            .map { "\($0)=\(FormEncoding.escape($1))" }.joined(separator: "&")
        let request = TransportRequest(
            method: "POST", url: accounts + path, headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: .bytes(Array(body.utf8)))
        do {
            let answer = try await transport.send(request)
            let bytes = try await answer.collected(upTo: 1 << 20)
            guard let json = try? JSONValue(parsing: bytes) else {
                throw BulkClientError.noToken("it answers \(answer.status) without JSON; is this the accounts server's address?")
            }
            return json
        } catch let failure as TransportFailure {
            throw BulkClientError.unreachable(
                address: accounts, reason: failure.reason, mayHaveArrived: failure.mayHaveArrived)
        }
    }
}

/// `application/x-www-form-urlencoded`, as RFC 3986 has its unreserved characters.
enum FormEncoding {
    static func escape(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return escaped
    }
}
