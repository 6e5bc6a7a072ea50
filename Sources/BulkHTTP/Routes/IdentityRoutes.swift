import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials
import Hummingbird

/// The organisation and its users: what official clients ask for right after they have a token.
/// (platform specification, sections 7 and 8)
struct IdentityRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/org", handler: organization),
            Route(.get, "/crm/{version}/users", handler: users),
        ]
    }

    @Sendable private func organization(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        guard caller.scopes.allows("ZohoCRM.org", .read) else { throw BulkError.platformScopeMismatch }
        let organization = try await engine.organization(of: caller)
        return JSONAnswer(body: ["org": [OrganizationBody.body(organization)]]).response(to: request)
    }

    @Sendable private func users(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let caller = try await engine.caller(of: request)
        guard caller.scopes.allows("ZohoCRM.users", .read) else { throw BulkError.platformScopeMismatch }
        let type = request.uri.queryParameters["type"].map(String.init) ?? "AllUsers"
        let users: [User]
        switch type {
        case "CurrentUser": users = [caller.user]
        case "AllUsers", "ActiveUsers", "ConfirmedUsers", "ActiveConfirmedUsers": users = try await engine.users(of: caller)
        case "AdminUsers", "ActiveConfirmedAdmins": users = try await engine.users(of: caller).filter { $0.profile == "Administrator" }
        case "DeactiveUsers", "NotConfirmedUsers", "DeletedUsers": users = []
        default: throw BulkError.unknownUserType
        }
        guard !users.isEmpty else { return Response(status: .noContent) }
        let now = Int64(engine.time.now.timeIntervalSince1970)
        return JSONAnswer(
            body: [
                "users": .array(users.map { UserBody.body($0, offset: UTCOffsets.cached(named: $0.timeZone).offset(at: now)) }),
                "info": [
                    "per_page": 200, "count": .integer(users.count), "page": 1, "more_records": false,
                ],
            ]
        ).response(to: request)
    }
}
