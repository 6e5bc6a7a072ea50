public import BulkEngine
public import BulkHTTP
import BulkMetrics
public import BulkModel
import BulkStore
import BulkStoreSQLite
public import Foundation
public import HTTPTypes
import Hummingbird
import HummingbirdTesting
public import Logging

/// A whole server without a network: requests go to the router, jobs run when a test says so, time stands still.
public struct AppTester: Sendable {
    public let engine: Engine
    /// What the engine and its HTTP side have reported.
    private let metrics: MetricsRegistry
    public let clock: TestClock
    public let folder: TemporaryFolder
    /// The first organisation's id.
    public let organization: ObjectID
    /// An access token for Patricia Boyle with the scopes of T1.
    public let token: String
    /// Who may see the authorisation page.
    public var authorizationPage = AuthorizationPage.local
    /// Of pages that may call, besides those of clients.
    public var allowedOrigins: [WebOrigin] = []

    /// A logger that writes nothing.
    public static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static let readFolder = FoundedFolder(ReadFixture.founding, fill: ReadFixture.fill)
    private static let writeFolder = FoundedFolder(WriteFixture.founding, fill: WriteFixture.fill)

    /// A server that holds the fixture of bulk read's conformance cases.
    public static func reading(
        limits: Limits = .strict, quirks: Quirks = .lenient, logger: Logger = AppTester.silent
    ) async throws -> AppTester {
        try await tester(
            in: try await readFolder.copy(), user: ReadFixture.patricia, scopes: standardScopes, limits: limits, quirks: quirks,
            logger: logger)
    }

    /// A server that holds the fixture of bulk write's conformance cases.
    public static func writing(
        limits: Limits = .strict, quirks: Quirks = .lenient, logger: Logger = AppTester.silent
    ) async throws -> AppTester {
        try await tester(
            in: try await writeFolder.copy(), user: WriteFixture.patricia,
            scopes: "ZohoFiles.files.ALL,ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", limits: limits, quirks: quirks,
            logger: logger)
    }

    private static func tester(
        in folder: TemporaryFolder, user: Int64, scopes: String, limits: Limits, quirks: Quirks, logger: Logger
    ) async throws -> AppTester {
        let clock = TestClock()
        let metrics = MetricsRegistry(EngineMetrics.descriptions + HTTPMetrics.descriptions)
        let engine = Engine(
            storage: try SQLiteStorage(directory: folder.path), files: ResultFiles(directory: folder.path), limits: limits, quirks: quirks,
            time: clock, metrics: metrics,
            // A busy machine is no failure of the server's.
            probeLimit: .seconds(600), logger: logger)
        // Nothing listens and jobs run when a test says so, but requests are answered and jobs are run.
        for part in ServerParts.Part.allCases { engine.parts.begin(part) }
        guard let organization = try await engine.storage.catalog.organizations().first else { throw FixtureError.unknown("organisation") }
        let token = try await engine.issueAccessToken(
            organization: organization.id, user: ObjectID(user), scopes: ScopeSet(parsing: scopes))
        return AppTester(engine: engine, metrics: metrics, clock: clock, folder: folder, organization: organization.id, token: token)
    }

    /// The scopes of token T1.
    public static let standardScopes = "ZohoCRM.bulk.READ,ZohoCRM.modules.ALL"

    /// Another access token.
    public func token(scopes: String, user: Int64 = ReadFixture.patricia) async throws -> String {
        try await engine.issueAccessToken(organization: organization, user: ObjectID(user), scopes: ScopeSet(parsing: scopes))
    }

    /// A client of Patricia's, with the scopes of T1.
    public func client() async throws -> ClientCredentials {
        try await engine.issueClient(
            organization: organization, user: ObjectID(ReadFixture.patricia), scopes: ScopeSet(parsing: Self.standardScopes), name: "test")
    }

    /// Runs all jobs that wait to their end.
    public func runJobs() async throws {
        try await runner.runWaitingJobs()
    }

    /// Makes one attempt of every callback that is due.
    public func sendCallbacks(through transport: RecordingTransport) async throws {
        try await CallbackSender(engine: engine, transport: transport, renderer: WireCallbackRenderer(quirks: engine.quirks)).sendDue()
    }

    public var runner: JobRunner {
        JobRunner(engine: engine, holder: LeaseHolder(name: "test"), workers: 1)
    }

    /// Sends a request through the router.
    /// - Parameters:
    ///   - token: nil for no `Authorization` header.
    ///   - type: nil for no `Content-Type`.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, token: String?, type: String? = "application/json"
    ) async throws -> Answer {
        try await send(method, path, body: body, authorization: token.map { "Zoho-oauthtoken \($0)" }, type: type)
    }

    /// As above, with the `Authorization` header as a whole.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, authorization: String?, type: String? = "application/json"
    ) async throws -> Answer {
        var headers = HTTPFields()
        if let authorization { headers[.authorization] = authorization }
        if let type { headers[.contentType] = type }
        return try await send(method, path, body: body.map { Data($0.utf8) }, headers: headers)
    }

    /// As above, with all headers and any bytes.
    public func send(_ method: HTTPRequest.Method, _ path: String, body: Data?, headers: HTTPFields) async throws -> Answer {
        let application = Application(
            router: BulkApplication(
                engine: engine, authorizationPage: authorizationPage,
                metricsPage: MetricsPage(mediaType: TextFormat.mediaType) { TextFormat.text(metrics.snapshot()) },
                allowedOrigins: allowedOrigins
            ).router, logger: engine.logger)
        return try await application.test(.router) { client in
            let response = try await client.execute(uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
            return Answer(
                status: response.status.code, headers: response.headers, body: Data(response.body.readableBytesView))
        }
    }

    public func send(_ method: HTTPRequest.Method, _ path: String, body: String? = nil) async throws -> Answer {
        try await send(method, path, body: body, token: token)
    }
}

/// What came back.
public struct Answer: Sendable {
    public let status: Int
    public let headers: HTTPFields
    public let body: Data

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON; null if it is none.
    public var json: JSONValue { (try? JSONValue(parsing: Array(body))) ?? .null }
}
