public import HTTPTypes
public import Hummingbird

/// An endpoint: what a request must look like to reach a handler.
public struct Route: Sendable {
    public typealias Handler = @Sendable (Request, BasicRequestContext) async throws -> Response

    public let method: HTTPRequest.Method
    /// Path with `{name}` for the segments that vary, as the documents write it.
    public let path: String
    let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.handler = handler
    }
}
