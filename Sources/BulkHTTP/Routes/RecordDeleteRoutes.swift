import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Deleting records, and listing those that were deleted. (platform specification, sections 14.1 and 14.2)
struct RecordDeleteRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.delete, "/crm/{version}/{module}", handler: delete),
            Route(.delete, "/crm/{version}/{module}/{record}", handler: deleteOne),
            Route(.get, "/crm/{version}/{module}/deleted", cost: CallCost(credits: 2), handler: deleted),
        ]
    }

    @Sendable private func delete(_ request: Request, context: BasicRequestContext) async throws -> Response {
        try await delete(request, context) { call in
            guard let ids = call.parameter("ids") else { throw BulkError.requiredParamMissing("ids") }
            return ids.split(separator: ",", omittingEmptySubsequences: false).map { String($0.filter { $0 != " " }) }
        }
    }

    @Sendable private func deleteOne(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let id = try context.parameters.require("record")
        return try await delete(request, context) { _ in [id] }
    }

    private func delete(
        _ request: Request, _ context: BasicRequestContext, ids: (PlatformCall) throws -> [String]
    ) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .delete)
        let call = records.call
        guard records.module.traits.isDeletable, records.module.generatedType != .subform else {
            throw BulkError.moduleNotSupportedInAPI
        }
        try await engine.authorize(call.caller, [Profile.delete(records.module.apiName)])
        let outcomes = try await engine.delete(
            try ids(call), from: records.module, schema: call.schema, unmodifiedSince: try request.unmodifiedSince(for: call.caller),
            for: call.caller)
        return RecordActionBody(
            outcomes: outcomes, version: call.version, offsets: UTCOffsets.cached(named: call.caller.user.timeZone)
        ).answer.response(to: request)
    }

    @Sendable private func deleted(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .read)
        let call = records.call
        try await engine.authorize(call.caller, [Profile.view(records.module.apiName)])
        let page = ListPage(call)
        guard let offset = page.offset else { return Response(status: .noContent) }
        let (found, more) = try await engine.deletedRecords(
            of: records.module, kind: try kind(call), since: try call.modifiedSince.map { Date(timeIntervalSince1970: Double($0)) },
            offset: offset, limit: page.size, for: call.caller)
        guard !found.isEmpty else { return Response(status: .noContent) }
        let users = Dictionary(uniqueKeysWithValues: try await engine.users(of: call.caller).map { ($0.id, $0.reference) })
        let body = DeletedRecordBody(users: users, offsets: UTCOffsets.cached(named: call.caller.user.timeZone))
        return JSONAnswer(
            body: [
                "data": .array(found.map { body.body($0.record, $0.kind) }), "info": .object(page.info(count: found.count, more: more)),
            ]
        ).response(to: request)
    }

    /// - Throws: `PATTERN_NOT_MATCHED`.
    private func kind(_ call: PlatformCall) throws -> DeletionKind? {
        guard let name = call.parameter("type"), name != "all" else { return nil }
        guard let kind = DeletionKind(rawValue: name) else { throw BulkError.unknownType }
        return kind
    }
}
