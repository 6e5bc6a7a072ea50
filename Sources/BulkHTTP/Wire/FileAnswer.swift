import BulkEngine
import BulkModel
import HTTPTypes
import Hummingbird

/// Lends a file, whole or the one range that is asked for, so that a download that broke off can go on. (RFC 9110, sections 13.1.5 and 14)
struct FileAnswer {
    let file: StoredFile
    let mediaType: String
    /// What the client is to call the file.
    let name: String

    func response(to request: Request, context: some RequestContext) async throws -> Response {
        let tag = "\"\(file.tag)\""
        var headers: HTTPFields = [
            .contentType: mediaType,
            // The one form of a file name that every official client reads.
            .contentDisposition: "attachment;filename*=UTF-8''\(name)",
            .acceptRanges: "bytes",
            .eTag: tag,
        ]
        // A range of a file that has changed meanwhile would not fit to what is there already.
        let isSameFile = request.headers[.ifRange].map { $0 == tag } ?? true
        switch isSameFile ? ByteRange(request.headers[.range], size: file.size) : .whole {
        case .whole:
            let body = try await FileIO().loadFile(path: file.path, context: context)
            return Response(status: .ok, headers: headers, body: body)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(file.size)"
            let body = try await FileIO().loadFile(path: file.path, range: range, context: context)
            return Response(status: .partialContent, headers: headers, body: body)
        case .unsatisfiable:
            var refusal = ErrorBody.answer(.rangeNotSatisfiable(size: file.size)).response(to: request)
            refusal.headers[.contentRange] = "bytes */\(file.size)"
            return refusal
        }
    }
}
