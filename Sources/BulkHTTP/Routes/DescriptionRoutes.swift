import Hummingbird

/// The description of all routes, for whoever asks: programs that make clients, or test servers, from it.
struct DescriptionRoutes {
    let address: PublicAddress

    var routes: [Route] {
        [Route(.get, "/longshore/v1/openapi.json", handler: description)]
    }

    @Sendable private func description(_ request: Request, context: BasicRequestContext) async throws -> Response {
        JSONAnswer(body: OpenAPIDescription.document(servedFrom: address.base(of: request))).response(to: request)
    }
}
