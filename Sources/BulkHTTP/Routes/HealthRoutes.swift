import BulkEngine
import Hummingbird

/// Whether the server is there, and whether it can do its work; for anybody.
struct HealthRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/longshore/v1/health", handler: ready),
            Route(.get, "/longshore/v1/health/live", handler: live),
            Route(.get, "/longshore/v1/health/ready", handler: ready),
        ]
    }

    @Sendable private func live(_ request: Request, context: BasicRequestContext) async throws -> Response {
        JSONAnswer(body: HealthBody.live).response(to: request)
    }

    @Sendable private func ready(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let report = await engine.health.report()
        return JSONAnswer(status: report.isReady ? .ok : .serviceUnavailable, body: HealthBody.body(report)).response(to: request)
    }
}
