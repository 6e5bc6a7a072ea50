import BulkEngine
import HTTPTypes
import Hummingbird

/// Lets pages of allowed origins read answers, errors among them, and answers what browsers ask before they send anything else than a form
/// would. (Fetch Standard, section 3.2; platform specification, section 18)
///
/// The authorisation page is left out: a script that could read it could consent in a person's place.
struct CrossOriginMiddleware<Context: RequestContext>: RouterMiddleware {
    let policy: CrossOriginPolicy
    /// The methods of each path, which is written as the router knows it.
    let methods: [String: [HTTPRequest.Method]]

    init(policy: CrossOriginPolicy, routes: [Route]) {
        self.policy = policy
        methods = Dictionary(grouping: routes) { RouterPath($0.path).description }.mapValues { $0.map(\.method) }
    }

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        guard let origin = request.headers[.origin] else { return try await next(request, context) }
        var response = try await next(request, context)
        // The router has found the path by now, however it was written.
        if !isPage(context), await policy.allows(origin) {
            if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
                response = Response(status: .noContent, headers: preflight(context))
            }
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlAllowCredentials] = "true"
            response.headers[.accessControlExposeHeaders] = Self.exposedHeaders
        }
        response.headers.append(HTTPField(name: .vary, value: HTTPField.Name.origin.rawName))
        return response
    }

    private func isPage(_ context: Context) -> Bool {
        context.endpointPath.map { $0 == AuthorizationRoutes.path || $0.hasPrefix(AuthorizationRoutes.path + "/") } ?? false
    }

    /// A path that there isn't may be asked for by all methods, so that the page learns that from the answer.
    private func preflight(_ context: Context) -> HTTPFields {
        let known = context.endpointPath.flatMap { self.methods[$0] }
        let methods: [HTTPRequest.Method] = known ?? [.get, .post, .put, .patch, .delete]
        return [
            .accessControlAllowMethods: methods.map(\.rawValue).joined(separator: ", "),
            .accessControlAllowHeaders: Self.allowedHeaders, .accessControlMaxAge: Self.secondsToKeep,
        ]
    }

    /// What pages may send: what the API reads, and what official SDKs send besides.
    private static var allowedHeaders: String {
        """
        Authorization, Content-Type, X-CRM-ORG, feature, If-Modified-Since, If-Unmodified-Since, Idempotency-Key, Range, If-Range, \
        X-Requested-With, X-Request-Id, X-ZOHO-SDK, X-EXTERNAL
        """
    }

    /// What pages may read.
    private static var exposedHeaders: String {
        """
        Content-Disposition, Content-Range, Retry-After, ETag, X-Request-Id, X-RATELIMIT-LIMIT, X-RATELIMIT-REMAINING, \
        X-RATELIMIT-RESET, X-API-CREDITS-REMAINING
        """
    }

    private static var secondsToKeep: String { "600" }
}
