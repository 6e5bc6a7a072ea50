import BulkEngine
import BulkModel
import HTTPTypes
import Hummingbird

/// The authorisation page: an application sends a person here and gets them back with a code, a token, or a refusal.
/// (platform specification, section 3.1)
struct AuthorizationRoutes {
    let engine: Engine
    let address: PublicAddress
    let page: AuthorizationPage

    static let path = "/oauth/v2/auth"

    var routes: [Route] {
        [
            Route(.get, Self.path, handler: ask),
            Route(.post, Self.path + "/consent", handler: answer),
        ]
    }

    @Sendable private func ask(_ request: Request, context: BasicRequestContext) async throws -> Response {
        guard page.isOpen(to: request) else { return HTMLPage.closed.response }
        let form = try await FormParameters(of: request, limit: engine.limits.requestBodySize)
        let parameters = Dictionary(uniqueKeysWithValues: Engine.consentParameters.map { ($0, form[$0]) })
        do {
            let consent = try await engine.consentRequest(parameters)
            let candidates = try await engine.candidates(for: consent)
            return ConsentPage(request: consent, candidates: candidates, ticket: try await engine.consentTicket(parameters)).page.response
        } catch let problem as ConsentProblem {
            return HTMLPage.problem(problem).response
        }
    }

    @Sendable private func answer(_ request: Request, context: BasicRequestContext) async throws -> Response {
        guard page.isOpen(to: request) else { return HTMLPage.closed.response }
        let form = try await FormParameters(of: request, limit: engine.limits.requestBodySize)
        do {
            // Browsers say so when it was another site's page that sent the form.
            guard ["", "same-origin", "none"].contains(request.headers[.fetchSite] ?? "") else { throw ConsentProblem.formExpired }
            let consent = try await engine.consentRequest(ticket: form["ticket"])
            let answer = try await answer(to: consent, form)
            let location = ConsentRedirect(request: consent, answer: answer, server: address.base(of: request)).location
            return Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
        } catch let problem as ConsentProblem {
            return HTMLPage.problem(problem).response
        }
    }

    private func answer(to consent: ConsentRequest, _ form: FormParameters) async throws -> ConsentAnswer {
        guard form["decision"] == "accept" else { return .refused }
        let ids = form["identity"].split(separator: ":").compactMap { ObjectID($0) }
        guard ids.count == 2 else { throw ConsentProblem.noSuchUser }
        return try await engine.consent(to: consent, organization: ids[0], user: ids[1])
    }
}

extension HTTPField.Name {
    fileprivate static let fetchSite = Self("Sec-Fetch-Site")!
}
