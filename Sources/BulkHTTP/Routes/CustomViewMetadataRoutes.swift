import BulkEngine
import BulkModel
import Hummingbird

/// The custom views of a module: a page of them, and one by its id. (platform specification, section 12.1)
struct CustomViewMetadataRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/settings/custom_views", handler: views),
            Route(.get, "/crm/{version}/settings/custom_views/{view}", handler: view),
        ]
    }

    @Sendable private func views(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.custom_views")
        let module = try call.module()
        let views = try await engine.views(of: module, for: call.caller)
        let standard = CustomViewBody.standard(among: views)
        let page = ListPage(call)
        let shown = page.elements(of: views)
        guard !shown.isEmpty else { return Response(status: .noContent) }
        let bodies = shown.map {
            CustomViewBody(
                view: $0, module: module, version: call.version, isDefault: $0.id == standard?.id, user: call.caller.user, users: []
            ).summary
        }
        var info = page.info(count: shown.count, of: views.count)
        info["default"] = standard.map { .id($0.id) } ?? .null
        info["translation"] = Self.categories
        return JSONAnswer(body: ["custom_views": .array(bodies), "info": .object(info)]).response(to: request)
    }

    @Sendable private func view(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.custom_views")
        let module = try call.module()
        let id = ObjectID(try context.parameters.require("view"))
        let views = try await engine.views(of: module, for: call.caller)
        guard let view = views.first(where: { $0.id == id }) else { throw call.invalidID }
        let isDefault = view.id == CustomViewBody.standard(among: views)?.id
        let body = CustomViewBody(
            view: view, module: module, version: call.version, isDefault: isDefault, user: call.caller.user,
            users: try await engine.users(of: call.caller)
        ).details
        var members: [(String, JSONValue)] = [("custom_views", [body])]
        if !call.version.has(.leanMetadata) { members.append(("info", ["translation": Self.categories])) }
        return JSONAnswer(body: .object(JSONObject(members))).response(to: request)
    }

    private static let categories: JSONValue = [
        "public_views": "Public Views", "other_users_views": "Other Users' Views", "shared_with_me": "Shared With Me",
        "created_by_me": "Created By Me",
    ]
}
