public import BulkEngine
public import BulkModel
public import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging

/// The HTTP face of an engine, to be read from top to bottom: routes, router, server.
public struct BulkApplication {
    private let engine: Engine
    private let address: PublicAddress
    private let certificate: ServerCertificate?
    private let authorizationPage: AuthorizationPage
    private let metricsPage: MetricsPage?
    private let allowedOrigins: Set<WebOrigin>
    private let metrics: HTTPMetrics

    /// - Parameters:
    ///   - publicURL: scheme, host and port by which clients reach the server; nil if that is what they write themselves.
    ///   - certificate: for TLS; nil for plain HTTP.
    ///   - authorizationPage: who may see the page that hands codes to whoever reaches it.
    ///   - metricsPage: what is answered at `/metrics`; nil for nothing.
    ///   - allowedOrigins: of pages that may call the API from a browser, besides those that clients are sent back to.
    public init(
        engine: Engine, publicURL: String? = nil, certificate: ServerCertificate? = nil, authorizationPage: AuthorizationPage = .off,
        metricsPage: MetricsPage? = nil, allowedOrigins: [WebOrigin] = []
    ) {
        self.engine = engine
        self.address = PublicAddress(configured: publicURL, isSecure: certificate != nil)
        self.certificate = certificate
        self.authorizationPage = authorizationPage
        self.metricsPage = metricsPage
        self.allowedOrigins = Set(allowedOrigins)
        self.metrics = HTTPMetrics(engine.metricsFactory)
    }

    /// Every endpoint there is; a test looks each up in `docs/api.md`.
    public var routes: [Route] {
        let routes = describedRoutes
        return routes + APIListRoutes(engine: engine, others: routes).routes
    }

    /// All but the list of them.
    private var describedRoutes: [Route] {
        ReadRoutes(engine: engine).routes
            + UploadRoutes(engine: engine).routes
            + WriteRoutes(engine: engine, address: address).routes
            + JobRoutes(engine: engine).routes
            + ReportRoutes(engine: engine).routes
            + TokenRoutes(engine: engine, address: address).routes
            + AuthorizationRoutes(engine: engine, address: address, page: authorizationPage).routes
            + IdentityRoutes(engine: engine).routes
            + UserRoutes(engine: engine).routes
            + MetadataRoutes(engine: engine).routes
            + DescriptionRoutes(address: address).routes
            + HealthRoutes(engine: engine).routes
            + MetricsRoutes(engine: engine, page: metricsPage).routes
            + RecordRoutes(engine: engine).routes
            + SearchRoutes(engine: engine).routes
            + COQLRoutes(engine: engine).routes
            + RecordWriteRoutes(engine: engine).routes
            + RecordDeleteRoutes(engine: engine).routes
    }

    public var router: Router<BasicRequestContext> {
        let routes = routes
        let router = Router(context: BasicRequestContext.self)
        router.addMiddleware {
            RequestIdentityMiddleware()
            RequestMetricsMiddleware(metrics: metrics)
            RequestLogMiddleware()
            CrossOriginMiddleware(policy: CrossOriginPolicy(engine: engine, named: allowedOrigins), routes: routes)
            ErrorMiddleware(bodyLimit: engine.limits.requestBodySize, quirks: engine.quirks)
        }
        RouteTable(routes: routes, throttle: Throttle(engine: engine)).install(in: router)
        return router
    }

    /// A server that listens once it is run as a service.
    /// - Parameter onServerRunning: told the port when it listens.
    public func server(
        host: String, port: Int, logger: Logger, onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let plain = HTTPServerBuilder.http1(
            configuration: .init(additionalChannelHandlers: [MalformedRequestHandler(), ExpectContinueHandler()]))
        return Application(
            router: router,
            server: try certificate.map { try .tls(plain, tlsConfiguration: $0.configuration) } ?? plain,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { [parts = engine.parts] channel in
                parts.begin(.httpServer)
                await onServerRunning(channel.localAddress?.port ?? port)
            },
            logger: logger)
    }
}
