import BulkEngine
import BulkModel
import Hummingbird

/// Making modules and changing them. (platform specification, section 9.3)
struct ModuleChangeRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.post, "/crm/{version}/settings/modules", since: .schemaChanges, handler: create),
            Route(.put, "/crm/{version}/settings/modules", since: .schemaChanges, handler: update),
            Route(.put, "/crm/{version}/settings/modules/{module}", since: .schemaChanges, handler: updateOne),
        ]
    }

    private static let key = "modules"
    private static let scope = "ZohoCRM.settings.modules"
    private static let modulesPerCall = 1

    private func call(
        _ request: Request, _ context: BasicRequestContext, _ operation: ScopeSet.Operation
    ) async throws -> SchemaCall {
        try await SchemaCall(request, context, engine: engine, scope: Self.scope, operation: operation)
    }

    @Sendable private func create(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await call(request, context, .create)
        var answers = ElementAnswers(Self.key)
        for element in try await call.elements(Self.key, limit: Self.modulesPerCall) {
            try await answers.add(element, "module created successfully") { keys in
                let draft = try ModuleDraftBody.draft(keys, isNew: true)
                return try await call.revise { try await $0.addModule(draft).id }
            }
        }
        return answers.answer(success: .created).response(to: request)
    }

    @Sendable private func update(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await call(request, context, .update)
        return try await update(request, call, named: nil)
    }

    @Sendable private func updateOne(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await call(request, context, .update)
        let segment = try context.parameters.require("module")
        let schema = call.call.schema
        let found = schema.module(named: segment) ?? ObjectID(segment).flatMap(schema.module(id:))
        guard let found, found.generatedType != .pseudo else {
            throw BulkError.invalidModule(segment: PlatformCall.objectSegment, version: call.call.version)
        }
        return try await update(request, call, named: found.apiName)
    }

    /// - Parameter name: of the module; nil for the one that each element tells by its id or its name.
    private func update(_ request: Request, _ call: SchemaCall, named name: String?) async throws -> Response {
        var answers = ElementAnswers(Self.key)
        for element in try await call.elements(Self.key, limit: Self.modulesPerCall) {
            try await answers.add(element, "module updated successfully") { keys in
                let draft = try ModuleDraftBody.draft(keys, isNew: false)
                let name = try name ?? self.name(keys, in: call.call.schema)
                return try await call.revise { try await $0.changeModule(name, by: draft).id }
            }
        }
        return answers.answer(success: .ok).response(to: request)
    }

    private func name(_ keys: DraftKeys, in schema: Schema) throws -> String {
        if let id = try keys.id() {
            guard let module = schema.module(id: id) else { throw DraftProblem("id", .unknown) }
            return module.apiName
        }
        guard let name = try keys.text("api_name") else { throw DraftProblem("id", .missing) }
        guard schema.module(named: name) != nil else { throw DraftProblem("api_name", .unknown) }
        return name
    }
}
