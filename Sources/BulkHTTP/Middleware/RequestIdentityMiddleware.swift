import BulkEngine
import HTTPTypes
import Hummingbird

/// Gives each request a name, which every line logged on its way and its answer have. A client that names its requests itself finds
/// them again, if the name can do no harm in a log.
struct RequestIdentityMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        let id = request.headers[.requestID].flatMap { Self.isHarmless($0) ? $0 : nil } ?? RequestID().description
        var response = try await CurrentRequest.$id.withValue(id) { try await next(request, context) }
        response.headers[.requestID] = id
        return response
    }

    /// Up to 64 letters, digits, `-`, `_` and `.` of ASCII.
    private static func isHarmless(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }
}

extension HTTPField.Name {
    fileprivate static let requestID = Self("X-Request-Id")!
}
