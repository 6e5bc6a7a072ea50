import BulkEngine
import BulkModel
import Hummingbird

/// Numbers about the server for Prometheus, which comes to fetch them.
struct MetricsRoutes {
    let engine: Engine
    /// What has been reported; nil if nobody shall see it.
    let page: MetricsPage?

    var routes: [Route] { [Route(.get, "/metrics", handler: metrics)] }

    /// - Throws: `INVALID_URL_PATTERN` if there is no page, as if there were no route.
    @Sendable private func metrics(_ request: Request, context: BasicRequestContext) async throws -> Response {
        guard let page else { throw BulkError.invalidURLPattern }
        await engine.reportState()
        let text = page.text()
        return Response(
            status: .ok,
            headers: [.contentType: page.mediaType, .contentLength: String(text.utf8.count)],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

/// What is answered at `/metrics`, by whoever keeps the numbers.
public struct MetricsPage: Sendable {
    let mediaType: String
    let text: @Sendable () -> String

    /// - Parameter text: made anew for each call.
    public init(mediaType: String, text: @escaping @Sendable () -> String) {
        self.mediaType = mediaType
        self.text = text
    }
}
