import BulkEngine
import BulkModel
import Hummingbird

/// Modules: all of them, and one by its name or id. (platform specification, section 9)
struct ModuleMetadataRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/settings/modules", handler: modules),
            Route(.get, "/crm/{version}/settings/modules/{module}", handler: module),
            Route(.get, "/crm/{version}/settings/related_lists", handler: relatedLists),
        ]
    }

    @Sendable private func modules(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.modules")
        // Every module is visible, so the filter keeps all or none.
        if call.version.has(.moduleStatus), let status = call.parameter("status"), !status.split(separator: ",").contains("visible") {
            return Response(status: .noContent)
        }
        let modules = call.schema.modules.filter { $0.generatedType != .pseudo }
        return JSONAnswer(body: ["modules": .array(modules.map { ModuleBody(module: $0, context: call.context).summary })])
            .response(to: request)
    }

    @Sendable private func module(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.modules")
        let segment = try context.parameters.require("module")
        let found = call.schema.module(named: segment) ?? ObjectID(segment).flatMap(call.schema.module(id:))
        guard let found, found.generatedType != .pseudo else {
            throw BulkError.invalidModule(segment: PlatformCall.objectSegment, version: call.version)
        }
        let view = CustomViewBody.standard(among: try await engine.views(of: found, for: call.caller)).map {
            CustomViewBody(view: $0, module: found, version: call.version, isDefault: true, user: call.caller.user, users: []).details
        }
        let body = ModuleBody(module: found, context: call.context).details(view: view ?? nil)
        return JSONAnswer(body: ["modules": [body]]).response(to: request)
    }

    /// There are none, but clients ask before they ask for related records.
    @Sendable private func relatedLists(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.related_lists")
        _ = try call.module()
        return Response(status: .noContent)
    }
}
