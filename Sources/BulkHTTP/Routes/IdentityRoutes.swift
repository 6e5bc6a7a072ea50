import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials
import Hummingbird

/// The organisation, and who holds a token: what official clients ask for right after they have one.
/// (platform specification, sections 7 and 8; SDK demands, section 3)
struct IdentityRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/org", handler: organization),
            Route(.get, "/oauth/user/info", handler: holder),
        ]
    }

    @Sendable private func organization(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let call = try await PlatformCall(request, context, engine: engine, scope: "ZohoCRM.org")
        let body = OrganizationBody(
            organization: try await engine.organization(of: call.caller), users: try await engine.users(of: call.caller),
            version: call.version, offsets: UTCOffsets.cached(named: call.caller.user.timeZone))
        return JSONAnswer(body: ["org": [body.body]]).response(to: request)
    }

    /// Any token will do: it tells no more than whose it is.
    @Sendable private func holder(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let user = try await engine.caller(of: request).user
        return JSONAnswer(
            body: [
                "First_Name": .optional(user.firstName), "Email": .string(user.email), "Last_Name": .string(user.lastName),
                "Display_Name": .string(user.fullName), "ZUID": user.zuid.map { .integer($0) } ?? .null,
            ]
        ).response(to: request)
    }
}
