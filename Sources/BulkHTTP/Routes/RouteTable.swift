import BulkModel
import Hummingbird

/// Puts routes into a router such that a known path with a wrong method is told apart from an unknown path.
/// (bulk read specification, section 9.2)
struct RouteTable {
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]

    let routes: [Route]
    let throttle: Throttle

    func install(in router: Router<BasicRequestContext>) {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            for method in Self.methods {
                let route = routes.first { $0.method == method }
                router.on(RouterPath(path), method: method) { request, context in
                    // The version is part of the path, so it is looked at before the method.
                    if context.parameters.get("version") != nil { _ = try context.version }
                    guard let route else { throw BulkError.invalidRequestMethod }
                    return try await throttle.answer(request, cost: route.cost) { try await route.handler(request, context) }
                }
            }
        }
    }
}

extension BasicRequestContext {
    /// The version in the path.
    /// - Throws: `INVALID_URL_PATTERN` if there is none of that name.
    var version: APIVersion {
        get throws {
            guard let version = parameters.get("version").flatMap(APIVersion.init(rawValue:)) else { throw BulkError.invalidURLPattern }
            return version
        }
    }
}
