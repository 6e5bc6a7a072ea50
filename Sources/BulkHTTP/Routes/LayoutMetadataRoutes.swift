import BulkEngine
import BulkModel
import Hummingbird

/// The layouts of a module: all of them, and one by its id. (platform specification, section 11)
struct LayoutMetadataRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/settings/layouts", handler: layouts),
            Route(.get, "/crm/{version}/settings/layouts/{layout}", handler: layout),
        ]
    }

    /// What a missing parameter is called here, other than elsewhere.
    private static let parameterKey = "param"

    @Sendable private func layouts(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.layouts")
        let module = try call.module(key: Self.parameterKey)
        let bodies = module.allLayouts.map { LayoutBody(layout: $0, module: module, context: call.context).body }
        return JSONAnswer(body: ["layouts": .array(bodies)]).response(to: request)
    }

    @Sendable private func layout(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.layouts")
        let module = try call.module(key: Self.parameterKey)
        let id = ObjectID(try context.parameters.require("layout"))
        guard let layout = module.allLayouts.first(where: { $0.id == id }) else { throw call.invalidID }
        return JSONAnswer(body: ["layouts": [LayoutBody(layout: layout, module: module, context: call.context).body]])
            .response(to: request)
    }
}
