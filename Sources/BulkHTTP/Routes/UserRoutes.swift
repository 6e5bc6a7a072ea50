import BulkEngine
import BulkModel
import FoundationEssentials
import Hummingbird

/// The users of the organisation. (platform specification, section 8.1)
struct UserRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/users", handler: users),
            Route(.get, "/crm/{version}/users/{user}", handler: user),
            Route(.get, "/crm/{version}/users/actions/count", handler: count),
        ]
    }

    @Sendable private func users(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.users")
        let colleagues = try await engine.users(of: call.caller)
        var users = try selected(colleagues, by: call)
        if let ids = try ids(call) { users.removeAll { !ids.contains($0.id) } }
        if let since = try call.modifiedSince, !users.isEmpty {
            users.removeAll { ($0.modified?.time.timeIntervalSince1970 ?? 0) <= Double(since) }
            guard !users.isEmpty else { return Response(status: .notModified) }
        }
        let page = ListPage(call)
        let shown = page.elements(of: users)
        guard !shown.isEmpty else { return Response(status: .noContent) }
        return JSONAnswer(
            body: [
                "users": .array(bodies(of: Array(shown), among: colleagues, call)),
                "info": .object(page.info(count: shown.count, of: users.count)),
            ]
        ).response(to: request)
    }

    @Sendable private func user(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.users")
        let id = ObjectID(try context.parameters.require("user"))
        let colleagues = try await engine.users(of: call.caller)
        guard let user = colleagues.first(where: { $0.id == id }) else { throw BulkError.invalidID(segment: 1, version: call.version) }
        return JSONAnswer(body: ["users": .array(bodies(of: [user], among: colleagues, call))]).response(to: request)
    }

    @Sendable private func count(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.users")
        let users = try selected(try await engine.users(of: call.caller), by: call)
        return JSONAnswer(body: ["count": .integer(users.count)]).response(to: request)
    }

    /// - Throws: `PATTERN_NOT_MATCHED` for a `type` there is none of.
    private func selected(_ users: [User], by call: PlatformCall) throws -> [User] {
        let name = call.parameter("type") ?? UserType.all.rawValue
        guard let type = UserType(rawValue: name) else { throw BulkError.unknownUserType }
        return users.filter { type.includes($0, caller: call.caller.user.id) }
    }

    /// - Throws: `LIMIT_EXCEEDED`, `INVALID_DATA`.
    private func ids(_ call: PlatformCall) throws -> Set<ObjectID>? {
        guard let texts = call.parameter("ids")?.split(separator: ",") else { return nil }
        guard texts.count <= engine.limits.idsPerList else { throw BulkError.tooManyValues("ids", limit: engine.limits.idsPerList) }
        return Set(
            try texts.map { text in
                guard let id = ObjectID(text) else { throw BulkError.invalidParameter("ids") }
                return id
            })
    }

    private func bodies(of users: [User], among colleagues: [User], _ call: PlatformCall) -> [JSONValue] {
        let byID = Dictionary(uniqueKeysWithValues: colleagues.map { ($0.id, $0) })
        return users.map {
            UserBody(user: $0, version: call.version, caller: call.caller.user, now: engine.time.now, colleagues: byID).body
        }
    }
}
