import BulkEngine
import BulkFormats
import BulkModel
import HTTPTypes
import Hummingbird
import ServiceLifecycle

/// Jobs of both kinds: list, look, watch, cancel, try again, remove, download. Longshore's own.
struct JobRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/longshore/v1/jobs", handler: list),
            Route(.get, "/longshore/v1/jobs/{job}", handler: details),
            Route(.delete, "/longshore/v1/jobs/{job}", handler: delete),
            Route(.get, "/longshore/v1/jobs/{job}/events", handler: events),
            Route(.get, "/longshore/v1/jobs/{job}/result", handler: result),
            Route(.post, "/longshore/v1/jobs/{job}/actions/cancel", handler: cancel),
            Route(.post, "/longshore/v1/jobs/{job}/actions/retry", handler: retry),
        ]
    }

    @Sendable private func list(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let asked = try JobListRequest(request, offsets: UTCOffsets.cached(named: caller.user.timeZone))
        let page = try await engine.jobs(asked.filter, pageToken: asked.pageToken, limit: asked.perPage, for: caller)
        var bodies: [JSONValue] = []
        for job in page.jobs { bodies.append(try await body(of: job, caller)) }
        return JSONAnswer(
            body: [
                "jobs": .array(bodies),
                "info": [
                    "per_page": .integer(asked.perPage), "count": .integer(bodies.count),
                    "more_records": .boolean(page.nextPageToken != nil), "next_page_token": .optional(page.nextPageToken),
                ],
            ]
        ).response(to: request)
    }

    @Sendable private func details(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let job = try await engine.job(context.parameters.require("job"), for: caller)
        return JSONAnswer(body: try await body(of: job, caller)).response(to: request)
    }

    @Sendable private func cancel(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let job = try await engine.cancel(context.parameters.require("job"), for: caller)
        return JSONAnswer(status: .accepted, body: try await body(of: job, caller)).response(to: request)
    }

    @Sendable private func retry(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let job = try await engine.retry(context.parameters.require("job"), for: caller)
        return JSONAnswer(status: .accepted, body: try await body(of: job, caller)).response(to: request)
    }

    @Sendable private func delete(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let job = try context.parameters.require("job")
        try await engine.delete(job, for: caller)
        return JSONAnswer(
            body: ["status": "success", "code": "SUCCESS", "message": "job deleted", "details": ["id": .string(job)]]
        ).response(to: request)
    }

    @Sendable private func result(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let job = try context.parameters.require("job")
        let file = try await engine.result(of: job, for: caller)
        return try await FileAnswer(file: file, mediaType: "application/zip", name: "\(job).zip").response(to: request, context: context)
    }

    /// Server-sent events, until the job has ended, the client is gone or the server shuts down.
    @Sendable private func events(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        let events = try await engine.events(of: context.parameters.require("job"), for: caller)
        let offsets = UTCOffsets.cached(named: caller.user.timeZone)
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await withGracefulShutdownHandler {
                    try await events.run { event in
                        try await writer.write(ByteBuffer(string: JobEventText.text(of: event, offsets: offsets)))
                    }
                } onGracefulShutdown: {
                    events.close()
                }
                try await writer.finish(nil)
            })
    }

    private func body(of job: BulkJob, _ caller: Caller) async throws -> JSONValue {
        JobBody(
            snapshot: try await engine.snapshot(of: job, for: caller), offsets: UTCOffsets.cached(named: caller.user.timeZone)
        ).json
    }
}
