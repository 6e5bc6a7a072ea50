import BulkEngine
import BulkFormats
import BulkModel
import Hummingbird

/// Queries. (platform specification, section 15)
struct COQLRoutes {
    let engine: Engine

    var routes: [Route] {
        [Route(.post, "/crm/{version}/coql", cost: .heavy, handler: query)]
    }

    @Sendable private func query(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.coql")
        let body = try await call.body()
        let text = try Self.query(in: body)
        let wantsFields = try call.version.has(.queryMetadata) && Self.wantsFields(body)
        if wantsFields, !call.caller.scopes.allows("ZohoCRM.settings.fields", .read) { throw BulkError.platformScopeMismatch }
        let result = try await engine.query(text, version: call.version, for: call.caller)
        guard !result.rows.isEmpty else { return Response(status: .noContent) }
        let answer = COQLBody(result: result, offsets: UTCOffsets.cached(named: call.caller.user.timeZone))
        var fields: JSONValue?
        if wantsFields { fields = answer.fields(in: call.context) }
        return JSONAnswer(body: answer.body(fields: fields)).response(to: request)
    }

    private static func query(in body: JSONObject) throws -> String {
        switch body["select_query"] {
        case nil, .null: throw BulkError.noQuery
        case .string(let text): return text
        case .some: throw BulkError.wrongType("select_query", path: "$.select_query", expected: "string")
        }
    }

    private static func wantsFields(_ body: JSONObject) throws -> Bool {
        guard let wanted = body["include_meta"], wanted != .null else { return false }
        guard let list = wanted.array else { throw BulkError.wrongType("include_meta", path: "$.include_meta", expected: "jsonarray") }
        guard list.allSatisfy({ $0 == "fields" }) else {
            throw BulkError.unsupportedValue("include_meta", path: "$.include_meta", supported: ["fields"])
        }
        return !list.isEmpty
    }
}
