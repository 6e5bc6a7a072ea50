import BulkEngine
import BulkModel
import Hummingbird

/// Making, changing and removing fields. (platform specification, section 10.2)
struct FieldChangeRoutes {
    let engine: Engine

    var routes: [Route] {
        let list = "/crm/{version}/settings/fields"
        let one = "/crm/{version}/settings/fields/{field}"
        return [
            Route(.post, list, since: .schemaChanges, handler: create), Route(.patch, list, since: .schemaChanges, handler: update),
            Route(.put, list, since: .schemaChanges, handler: update),
            Route(.delete, list, since: .schemaChanges, handler: delete), Route(.patch, one, since: .schemaChanges, handler: updateOne),
            Route(.put, one, since: .schemaChanges, handler: updateOne),
            Route(.delete, one, since: .schemaChanges, handler: deleteOne),
        ]
    }

    private static let key = "fields"
    private static let scope = "ZohoCRM.settings.fields"

    /// The call and the module it is about.
    private func call(
        _ request: Request, _ context: BasicRequestContext, _ operation: ScopeSet.Operation
    ) async throws -> (SchemaCall, Module) {
        let call = try await SchemaCall(request, context, engine: engine, scope: Self.scope, operation: operation)
        return (call, try call.call.module())
    }

    @Sendable private func create(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .create)
        var answers = ElementAnswers(Self.key)
        for element in try await call.elements(Self.key, limit: engine.limits.fieldsPerCall) {
            try await answers.add(element, "field created") { keys in
                let draft = try FieldDraftBody.draft(keys, schema: call.call.schema)
                return try await call.revise { try await $0.addField(draft, to: module.apiName).id }
            }
        }
        return answers.answer(success: .created).response(to: request)
    }

    @Sendable private func update(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .update)
        return try await update(request, call, module, field: nil, limit: engine.limits.fieldsPerCall)
    }

    @Sendable private func updateOne(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .update)
        let field = try field(context, call, module)
        return try await update(request, call, module, field: field, limit: 1)
    }

    /// - Parameter field: nil for the one that each element tells by its id.
    private func update(
        _ request: Request, _ call: SchemaCall, _ module: Module, field: Field?, limit: Int
    ) async throws -> Response {
        var answers = ElementAnswers(Self.key)
        for element in try await call.elements(Self.key, limit: limit) {
            try await answers.add(element, "field updated") { keys in
                let draft = try FieldDraftBody.draft(keys, schema: call.call.schema)
                let name = try field?.apiName ?? self.name(keys, in: module)
                return try await call.revise { try $0.changeField(name, of: module.apiName, by: draft).id }
            }
        }
        return answers.answer(success: .ok).response(to: request)
    }

    @Sendable private func delete(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .delete)
        var answers = ElementAnswers(Self.key)
        for id in try call.ids(limit: engine.limits.fieldsPerCall) {
            if let field = ObjectID(id).flatMap({ id in module.fields.first { $0.id == id } }) {
                try await remove(field, call, module, &answers)
            } else {
                answers.enter(BulkError(.invalidData, "the id given seems to be invalid", details: JSONObject([("id", .string(id))])))
            }
        }
        return answers.answer(success: .ok).response(to: request)
    }

    @Sendable private func deleteOne(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let (call, module) = try await call(request, context, .delete)
        var answers = ElementAnswers(Self.key)
        try await remove(try field(context, call, module), call, module, &answers)
        return answers.answer(success: .ok).response(to: request)
    }

    private func remove(_ field: Field, _ call: SchemaCall, _ module: Module, _ answers: inout ElementAnswers) async throws {
        try await answers.add([:], "field deleted") { _ in
            try await call.revise { try await $0.removeField(field.apiName, of: module.apiName) }
            return field.id
        }
    }

    /// The field that the path names.
    private func field(_ context: BasicRequestContext, _ call: SchemaCall, _ module: Module) throws -> Field {
        let id = ObjectID(try context.parameters.require("field"))
        guard let field = module.fields.first(where: { $0.id == id }) else { throw call.call.invalidID }
        return field
    }

    private func name(_ keys: DraftKeys, in module: Module) throws -> String {
        guard let id = try keys.id() else { throw DraftProblem("id", .missing) }
        guard let field = module.fields.first(where: { $0.id == id }) else { throw DraftProblem("id", .unknown) }
        return field.apiName
    }
}
