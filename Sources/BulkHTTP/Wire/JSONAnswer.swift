import BulkModel
import HTTPTypes
import Hummingbird

/// An answer whose body is JSON, as official clients demand it: one line, `application/json;charset=UTF-8`, one parameter.
struct JSONAnswer: ResponseGenerator {
    var status: HTTPResponse.Status = .ok
    var body: JSONValue
    /// Besides those that every answer has.
    var headers = HTTPFields()

    func response(from request: Request, context: some RequestContext) throws -> Response {
        response(to: request)
    }

    func response(to request: Request) -> Response {
        let text = body.description
        var headers = headers
        headers[.contentType] = Self.mediaType
        headers[.contentLength] = String(text.utf8.count)
        return Response(
            status: status,
            headers: headers,
            // A HEAD request is answered with what its GET would have said, but for the body.
            body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static let mediaType = "application/json;charset=UTF-8"
}
