import BulkEngine
import BulkModel
import Hummingbird

/// A request that makes, changes or removes metadata, whose sender may do so. (platform specification, sections 9.3, 10.2 and 12.2)
struct SchemaCall {
    let call: PlatformCall

    /// - Throws: `AUTHENTICATION_FAILURE`, `INVALID_TOKEN`, `OAUTH_SCOPE_MISMATCH`, `NO_PERMISSION`.
    init(
        _ request: Request, _ context: BasicRequestContext, engine: Engine, scope: String, operation: ScopeSet.Operation
    ) async throws {
        call = try await PlatformCall(request, context, engine: engine, scope: scope, operation: operation)
        try await engine.authorizeCustomizing(call.caller)
    }

    /// The elements of the body's list.
    func elements(_ key: String, limit: Int) async throws -> [JSONValue] {
        try ElementAnswers.elements(of: try await call.body(), key, limit: limit)
    }

    /// Ids in the parameter `ids`, separated by commas.
    /// - Throws: `REQUIRED_PARAM_MISSING`, `LIMIT_EXCEEDED`.
    func ids(limit: Int) throws -> [String] {
        guard let list = call.parameter("ids") else { throw BulkError.requiredParamMissing("ids") }
        let ids = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard ids.count <= limit else {
            throw BulkError(
                .limitExceeded, "the limit of \(limit) is reached",
                details: JSONObject([("limit", .integer(limit)), ("param_name", "ids")]))
        }
        return ids
    }

    /// Makes a change, all of it or nothing.
    /// - Throws: ``DraftProblem``.
    func revise<Result>(_ work: (inout SchemaRevision) async throws -> Result) async throws -> Result {
        try await call.engine.revise(call.caller.store, author: call.caller.user, work)
    }
}
