import BulkEngine
import BulkModel
import Hummingbird

/// Making, changing and removing custom views. (platform specification, section 12.2)
struct CustomViewChangeRoutes {
    let engine: Engine

    var routes: [Route] {
        let list = "/crm/{version}/settings/custom_views"
        let one = "/crm/{version}/settings/custom_views/{view}"
        return [
            Route(.post, list, since: .viewChanges, handler: create), Route(.put, list, since: .viewChanges, handler: update),
            Route(.delete, list, since: .viewChanges, handler: delete),
            Route(.put, one, since: .viewChanges, handler: updateOne), Route(.delete, one, since: .viewChanges, handler: deleteOne),
        ]
    }

    private static let key = "custom_views"
    private static let scope = "ZohoCRM.settings.custom_views"

    /// The call and the module it is about.
    private func call(
        _ request: Request, _ context: BasicRequestContext, _ operation: ScopeSet.Operation
    ) async throws -> (SchemaCall, String) {
        let call = try await SchemaCall(request, context, engine: engine, scope: Self.scope, operation: operation)
        return (call, try call.call.module().apiName)
    }

    @Sendable private func create(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .create)
        var answers = ElementAnswers(Self.key)
        for element in try await call.elements(Self.key, limit: engine.limits.fieldsPerCall) {
            try await answers.add(element, "custom view created") { keys in
                let draft = try ViewDraftBody.draft(keys)
                return try await call.revise { try await $0.addView(draft, to: module).id }
            }
        }
        return answers.answer(success: .created).response(to: request)
    }

    @Sendable private func update(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .update)
        return try await update(request, call, module, id: nil, limit: engine.limits.fieldsPerCall)
    }

    @Sendable private func updateOne(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .update)
        return try await update(request, call, module, id: try await view(context, call, module), limit: 1)
    }

    /// - Parameter id: of the view; nil for the one that each element tells.
    private func update(
        _ request: Request, _ call: SchemaCall, _ module: String, id: ObjectID?, limit: Int
    ) async throws -> Response {
        var answers = ElementAnswers(Self.key)
        for element in try await call.elements(Self.key, limit: limit) {
            try await answers.add(element, "custom view updated") { keys in
                let draft = try ViewDraftBody.draft(keys)
                guard let id = try id ?? keys.id() else { throw DraftProblem("id", .missing) }
                return try await call.revise { try await $0.changeView(id, of: module, by: draft).id }
            }
        }
        return answers.answer(success: .ok).response(to: request)
    }

    @Sendable private func delete(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .delete)
        var answers = ElementAnswers(Self.key)
        for id in try call.ids(limit: engine.limits.fieldsPerCall) { try await remove(ObjectID(id), call, module, &answers) }
        return answers.answer(success: .ok).response(to: request)
    }

    @Sendable private func deleteOne(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .delete)
        var answers = ElementAnswers(Self.key)
        try await remove(try await view(context, call, module), call, module, &answers)
        return answers.answer(success: .ok).response(to: request)
    }

    private func remove(_ id: ObjectID?, _ call: SchemaCall, _ module: String, _ answers: inout ElementAnswers) async throws {
        try await answers.add([:], "custom view deleted") { _ in
            guard let id else { throw DraftProblem("id", .unknown) }
            try await call.revise { try await $0.removeView(id, of: module) }
            return id
        }
    }

    /// The id of the view that the path names, if the caller may see it.
    private func view(_ context: BasicRequestContext, _ call: SchemaCall, _ name: String) async throws -> ObjectID {
        let id = ObjectID(try context.parameters.require("view"))
        guard let module = call.call.schema.module(named: name),
            let view = try await engine.views(of: module, for: call.call.caller).first(where: { $0.id == id })
        else { throw call.call.invalidID }
        return view.id
    }
}
