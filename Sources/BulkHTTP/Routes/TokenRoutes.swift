import BulkEngine
import BulkModel
import Hummingbird

/// The token endpoints of the accounts server. Refusals are answered with status 200, as the service does.
/// (platform specification, sections 3.2 and 3.3)
struct TokenRoutes {
    let engine: Engine
    let address: PublicAddress

    var routes: [Route] {
        [
            Route(.post, "/oauth/v2/token", handler: grant),
            // One page of the service's has this address for client credentials.
            Route(.post, "/oauth/v2/auth", handler: grant),
            Route(.post, "/oauth/v2/token/revoke", handler: revoke),
            Route(.post, "/oauth/v2/revoke/token", handler: revoke),
        ]
    }

    @Sendable private func grant(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let form = try await FormParameters(of: request, limit: engine.limits.requestBodySize)
        do {
            let grant = try await grant(form, to: ClientProof(form, request))
            return answer(GrantBody.body(grant, apiDomain: address.base(of: request)), to: request)
        } catch let refusal as GrantRefusal {
            return answer(GrantBody.body(refusal), to: request)
        } catch let error as ScopeError {
            return answer(GrantBody.body(error), to: request)
        } catch is TooManyTokens {
            return answer(GrantBody.tooManyTokens, to: request, status: .badRequest)
        }
    }

    private func grant(_ form: FormParameters, to proof: ClientProof) async throws -> AccessGrant {
        switch form["grant_type"] {
        case "authorization_code":
            return try await engine.exchange(
                code: form["code"], redirectURI: form["redirect_uri"], verifier: form["code_verifier"], for: proof)
        case "refresh_token": return try await engine.refresh(form["refresh_token"], for: proof)
        case "client_credentials": return try await engine.grantToClient(scope: form["scope"], service: form["soid"], for: proof)
        case "": throw GrantRefusal.generalError
        default: throw GrantRefusal.unsupportedGrantType
        }
    }

    /// Clients may say who they are, and then give back their own tokens only.
    @Sendable private func revoke(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let form = try await FormParameters(of: request, limit: engine.limits.requestBodySize)
        do {
            guard try await engine.revoke(form["token"], by: ClientProof.basic(request)) else {
                return answer(["error": "invalid_token"], to: request, status: .badRequest)
            }
            return answer(["status": "success"], to: request)
        } catch let refusal as GrantRefusal {
            return answer(GrantBody.body(refusal), to: request, status: .badRequest)
        }
    }

    /// Nobody on the way may keep a token. (RFC 6749, section 5.1)
    private func answer(_ body: JSONValue, to request: Request, status: HTTPResponse.Status = .ok) -> Response {
        var response = JSONAnswer(status: status, body: body).response(to: request)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
