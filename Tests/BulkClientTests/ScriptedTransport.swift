import BulkClient
import BulkModel
import Foundation
import Synchronization

/// Answers as it is told, one after the other, and remembers what it was asked.
final class ScriptedTransport: Transport {
    enum Step: Sendable {
        case answer(Int, String, [String: String] = [:])
        /// A body that breaks off behind these bytes.
        case cutOff(Int, String, [String: String] = [:])
        case lost(mayHaveArrived: Bool)
    }

    private let steps: Mutex<[Step]>
    private let seen = Mutex<[TransportRequest]>([])

    init(_ steps: [Step]) {
        self.steps = Mutex(steps)
    }

    var requests: [TransportRequest] { seen.withLock { $0 } }

    /// Method and path of each request.
    var calls: [String] {
        requests.map { "\($0.method) \($0.url.replacing("http://crm.test", with: ""))" }
    }

    func send(_ request: TransportRequest) async throws -> TransportAnswer {
        seen.withLock { $0.append(request) }
        let step = steps.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        switch step {
        case .answer(let status, let body, let headers)?:
            return TransportAnswer(status: status, headers: headers, bytes: Array(body.utf8))
        case .cutOff(let status, let body, let headers)?:
            return TransportAnswer(
                status: status, headers: headers,
                body: AsyncThrowingStream { continuation in
                    continuation.yield(Array(body.utf8))
                    continuation.finish(throwing: TransportFailure("the connection was closed", mayHaveArrived: true))
                })
        case .lost(let mayHaveArrived)?: throw TransportFailure("nothing listens there", mayHaveArrived: mayHaveArrived)
        case nil: throw TransportFailure("the script is at its end", mayHaveArrived: false)
        }
    }
}

extension TransportRequest {
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    var text: String {
        switch body {
        case .bytes(let bytes)?: String(decoding: bytes, as: UTF8.self)
        case .file(let path, _, let before, let after)?:
            String(decoding: before + (FileManager.default.contents(atPath: path) ?? Data()) + after, as: UTF8.self)
        case nil: ""
        }
    }
}

/// Remembers how long it was asked to wait, and waits not at all.
final class Waits: Sendable {
    private let asked = Mutex<[Duration]>([])

    var all: [Duration] { asked.withLock { $0 } }

    var pace: Pace {
        Pace(sleep: { duration in self.asked.withLock { $0.append(duration) } }, share: { 1 })
    }
}

/// Gives tokens from a list, a new one each time the old one is refused.
final class ListedTokens: TokenSource {
    private let tokens: Mutex<[String]>

    init(_ tokens: [String]) {
        self.tokens = Mutex(tokens)
    }

    func token() -> String { tokens.withLock { $0[0] } }

    func replacement(for token: String) -> String? {
        tokens.withLock {
            guard $0.count > 1 else { return nil }
            $0.removeFirst()
            return $0[0]
        }
    }
}

/// A client with its script and its clock.
struct ClientFixture {
    let transport: ScriptedTransport
    let waits = Waits()
    let client: BulkClient

    init(
        _ steps: [ScriptedTransport.Step], tokens: any TokenSource = FixedToken("1000.t"), retry: RetryPolicy = RetryPolicy(),
        version: APIVersion = .v8
    ) {
        transport = ScriptedTransport(steps)
        client = BulkClient(
            server: ServerAddresses(api: "http://crm.test", accounts: "http://accounts.test", files: "http://files.test"), tokens: tokens,
            version: version, retry: retry, transport: transport, pace: waits.pace)
    }
}
