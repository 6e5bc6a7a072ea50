import HTTPTypes
import Hummingbird

/// Measures each request. One whose answer is streamed lasts until the last byte of that.
struct RequestMetricsMiddleware<Context: RequestContext>: RouterMiddleware {
    let metrics: HTTPMetrics

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        let measurement = metrics.begin()
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            measurement.answered(request.method, route: route(context), status: HTTPResponse.Status.internalServerError.code)
            throw error
        }
        measurement.answered(request.method, route: route(context), status: response.status.code)
        let isDownload = response.headers[.contentDisposition] != nil
        guard isDownload || response.body.contentLength == nil else {
            measurement.end()
            return response
        }
        let body = response.body
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            try await body.write(MeasuredWriter(writer: writer, measurement: measurement, isDownload: isDownload))
        }
        return response
    }

    /// The router's name for paths that it doesn't know is no path.
    private func route(_ context: Context) -> String? {
        context.endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
}

/// Passes on what is written, and tells how much that was.
private struct MeasuredWriter: ResponseBodyWriter {
    var writer: any ResponseBodyWriter
    let measurement: RequestMeasurement
    let isDownload: Bool

    mutating func write(_ buffer: ByteBuffer) async throws {
        try await writer.write(buffer)
        if isDownload { measurement.sent(buffer.readableBytes) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        let measurement = measurement
        try await writer.finish(trailingHeaders)
        measurement.end()
    }
}
