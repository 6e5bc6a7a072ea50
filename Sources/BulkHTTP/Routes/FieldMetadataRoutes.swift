import BulkEngine
import BulkModel
import Hummingbird

/// The fields of a module: all of them, and one by its id. (platform specification, section 10.1)
struct FieldMetadataRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/settings/fields", handler: fields),
            Route(.get, "/crm/{version}/settings/fields/{field}", handler: field),
        ]
    }

    @Sendable private func fields(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.fields")
        let module = try call.module()
        // Every field is in use.
        guard call.parameter("type") != "unused" else { return Response(status: .noContent) }
        let bodies = FieldBody.listed(in: module, version: call.version).map {
            FieldBody(field: $0, module: module, context: call.context).body
        }
        return JSONAnswer(body: ["fields": .array(bodies)]).response(to: request)
    }

    @Sendable private func field(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.settings.fields")
        let module = try call.module()
        let id = ObjectID(try context.parameters.require("field"))
        guard let field = FieldBody.listed(in: module, version: call.version).first(where: { $0.id == id }) else {
            throw call.invalidID
        }
        return JSONAnswer(body: ["fields": [FieldBody(field: field, module: module, context: call.context).body]])
            .response(to: request)
    }
}
