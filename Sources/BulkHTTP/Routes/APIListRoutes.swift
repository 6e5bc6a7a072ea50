import BulkEngine
import BulkModel
import Hummingbird

/// The calls there are, with what each needs and costs. (platform specification, section 6.2)
struct APIListRoutes {
    let engine: Engine
    let others: [Route]

    var routes: [Route] { [Route(.get, "/crm/{version}/__apis", handler: list)] }

    @Sendable private func list(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.apis")
        let filter = try APIListFilter(call.parameter("filters"), schema: call.schema)
        let listed = APIListBody.calls(of: others + routes, version: call.version, schema: call.schema).filter(filter.admits)
        guard !listed.isEmpty else { return Response(status: .noContent) }
        return JSONAnswer(body: ["__apis": APIListBody.body(listed)]).response(to: request)
    }
}
