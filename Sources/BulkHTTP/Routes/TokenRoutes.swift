import BulkEngine
import BulkModel
import Hummingbird

/// The token endpoint of the accounts server. Refusals are answered with status 200, as the service does.
/// (platform specification, section 3.2)
struct TokenRoutes {
    let engine: Engine
    let address: PublicAddress

    var routes: [Route] {
        [Route(.post, "/oauth/v2/token", handler: grant)]
    }

    @Sendable private func grant(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let form = try await FormParameters(of: request, limit: engine.limits.requestBodySize)
        do {
            return JSONAnswer(body: body(try await grant(form), request)).response(to: request)
        } catch let refusal as GrantRefusal {
            return JSONAnswer(body: ["error": .string(refusal.rawValue)]).response(to: request)
        }
    }

    private func grant(_ form: FormParameters) async throws -> AccessGrant {
        switch form["grant_type"] {
        case "refresh_token":
            return try await engine.refreshAccess(
                clientID: form["client_id"], clientSecret: form["client_secret"], refreshToken: form["refresh_token"])
        case "": throw GrantRefusal.generalError
        default: throw GrantRefusal.unsupportedGrantType
        }
    }

    /// `api_domain` must be this server: official clients send everything there from now on.
    private func body(_ grant: AccessGrant, _ request: Request) -> JSONValue {
        [
            "access_token": .string(grant.accessToken),
            "scope": .string(grant.scopes.scopes.joined(separator: " ")),
            "api_domain": .string(address.base(of: request)),
            "token_type": "Bearer",
            "expires_in": .integer(grant.lifetime),
        ]
    }
}
