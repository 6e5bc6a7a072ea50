import BulkEngine
import BulkFormats
import BulkModel
import Hummingbird

/// Bulk write: create, look, download. (bulk write specification, sections 6 and 9)
struct WriteRoutes {
    let engine: Engine
    let address: PublicAddress

    var routes: [Route] {
        [
            Route(.post, "/crm/bulk/{version}/write", cost: CallCost(credits: 500), handler: create),
            Route(.get, "/crm/bulk/{version}/write/{job}", handler: details),
            Route(.get, "/{linkVersion}/crm/{zgid}/bulk-write/{job}/{file}", handler: result),
        ]
    }

    /// The body is read as JSON whatever the content type says: the documents' own sample has none. (section 6.1)
    @Sendable private func create(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let version = try context.version
        let caller = try await engine.caller(of: request)
        guard caller.scopes.allows("ZohoCRM.bulk", .create) else { throw BulkError.scopeMismatch }
        let bytes = Array(try await request.body.collect(upTo: engine.limits.requestBodySize).readableBytesView)
        let key = try request.idempotencyKey(body: bytes)
        if let key, case .write(let first)? = try await engine.job(createdWith: key, by: caller) {
            return JSONAnswer(status: .created, body: try await body(of: first, version, caller, request).created).response(to: request)
        }
        let json = try JSONValue(body: bytes, refusal: .requestBodyNotSupported)
        let submission = try WriteRequestBody.decode(
            json, version: version, quirks: engine.quirks, address: address.base(of: request))
        let job = try await engine.submit(submission, key: key, for: caller)
        return JSONAnswer(status: .created, body: try await body(of: job, version, caller, request).created).response(to: request)
    }

    @Sendable private func details(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let version = try context.version
        let caller = try await engine.caller(of: request)
        do {
            let job = try await engine.writeJob(context.parameters.require("job"), for: caller)
            return JSONAnswer(body: try await body(of: job, version, caller, request).details).response(to: request)
        } catch let error as BulkError where error.code == .resourceNotFound && !engine.quirks[.missingJobIsNotFound] {
            return JSONAnswer(status: .badRequest, body: ErrorBody.body(error)).response(to: request)
        }
    }

    private func body(of job: WriteJob, _ version: APIVersion, _ caller: Caller, _ request: Request) async throws -> WriteJobBody {
        let link = try await engine.resultLink(of: job, organization: caller.organization)
        return WriteJobBody(
            job: job, version: version, offsets: UTCOffsets.cached(named: caller.user.timeZone), quirks: engine.quirks,
            downloadURL: link?.url(from: address.base(of: request), version: version))
    }

    /// For callers of the organisation, and for whoever has the link as it was given out. (section 9.4)
    @Sendable private func result(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let job = try context.parameters.require("job")
        let number = try context.parameters.require("zgid")
        guard let zgid = Int64(number.hasPrefix("org") ? String(number.dropFirst(3)) : number),
            try context.parameters.require("file") == "\(job).zip"
        else { return HostError.linkNotValid.response(to: request) }
        let file: StoredFile?
        if request.headers[.authorization] != nil {
            guard let caller = try await HostError.caller(of: request, engine) else { return HostError.unauthorized.response(to: request) }
            file = try await engine.writeResult(zgid: zgid, job: job, for: caller)
        } else if let signature = request.uri.queryParameters["signature"] {
            let expires = request.uri.queryParameters["expires"].flatMap { Int64($0) } ?? 0
            file = try await engine.writeResult(zgid: zgid, job: job, expires: expires, signature: String(signature))
        } else {
            return HostError.unauthorized.response(to: request)
        }
        guard let file else { return HostError.linkNotValid.response(to: request) }
        return try await FileAnswer(file: file, mediaType: "application/octet-stream", name: "\(job).zip")
            .response(to: request, context: context)
    }
}
