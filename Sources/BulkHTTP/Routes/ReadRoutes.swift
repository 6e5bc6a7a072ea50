import BulkEngine
import BulkFormats
import BulkModel
import Hummingbird

/// Bulk read: create, look, download. (bulk read specification, section 1)
struct ReadRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.post, "/crm/bulk/{version}/read", cost: CallCost(credits: 50), handler: create),
            Route(.get, "/crm/bulk/{version}/read/{job}", handler: details),
            Route(.get, "/crm/bulk/{version}/read/{job}/result", handler: result),
        ]
    }

    /// Checks in the documented order: token, bulk scope, media type, body, then the request itself. (section 9.5)
    @Sendable private func create(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let version = try context.version
        let caller = try await engine.caller(of: request)
        guard caller.scopes.allows("ZohoCRM.bulk", .read) else { throw BulkError.scopeMismatch }
        guard request.mediaTypeIsJSON else { throw BulkError.mediaTypeNotSupported }
        let body = Array(try await request.body.collect(upTo: engine.limits.requestBodySize).readableBytesView)
        guard body.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { throw BulkError.requestBodyIsEmpty }
        let key = try request.idempotencyKey(body: body)
        if let key, case .read(let first)? = try await engine.job(createdWith: key, by: caller) {
            return JSONAnswer(status: .created, body: ReadJobBody(first, version, caller).created).response(to: request)
        }
        let json = try JSONValue(body: body, refusal: .requestBodyNotReadable)
        let job = try await engine.submit(
            ReadRequestBody.decode(json, version: version, quirks: engine.quirks), key: key, for: caller)
        return JSONAnswer(status: .created, body: ReadJobBody(job, version, caller).created).response(to: request)
    }

    @Sendable private func details(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let version = try context.version
        let caller = try await engine.caller(of: request)
        let job = try await engine.readJob(context.parameters.require("job"), version: version, for: caller)
        var body = ReadJobBody(job, version, caller)
        body.nextPageToken = try await engine.nextPageToken(of: job, organization: caller.organization)
        return JSONAnswer(body: body.details).response(to: request)
    }

    /// The header has the one form of a file name that every official client reads. (section 8.1)
    @Sendable private func result(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let version = try context.version
        let caller = try await engine.caller(of: request)
        let job = try context.parameters.require("job")
        let file = try await engine.readResult(job, version: version, for: caller)
        let mediaType = version.has(.zipMediaType) ? "application/zip" : "application/x-download"
        return try await FileAnswer(file: file, mediaType: mediaType, name: "\(job).zip").response(to: request, context: context)
    }
}

extension ReadJobBody {
    fileprivate init(_ job: ReadJob, _ version: APIVersion, _ caller: Caller) {
        self.init(job: job, version: version, offsets: UTCOffsets.cached(named: caller.user.timeZone))
    }
}

extension Request {
    /// `application/json`, with or without parameters.
    fileprivate var mediaTypeIsJSON: Bool {
        let mediaType = (headers[.contentType] ?? "").prefix { $0 != ";" }
        return mediaType.filter { $0 != " " }.lowercased() == "application/json"
    }
}
