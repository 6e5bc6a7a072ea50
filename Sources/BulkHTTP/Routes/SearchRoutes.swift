import BulkEngine
import BulkModel
import Hummingbird

/// Records by what is in them, and how many there are. (platform specification, section 14.1)
struct SearchRoutes {
    let engine: Engine

    var routes: [Route] {
        [
            Route(.get, "/crm/{version}/{module}/search", cost: .heavy, handler: search),
            Route(.get, "/crm/{version}/{module}/actions/count", cost: .heavy, handler: count),
        ]
    }

    private static let scope = "ZohoSearch.securesearch"

    @Sendable private func search(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(request, context, engine: engine, operation: .read, otherScopes: [Self.scope])
        let call = records.call
        try await engine.authorize(call.caller, toView: records.module)
        switch try await engine.search(SearchRequest(call, view: nil), in: records.module, for: call.caller) {
        case .nothing, .notModified: return Response(status: .noContent)
        case .found(let page):
            return JSONAnswer(body: RecordPageBody(page: page, records: RecordBody(call), properties: call.parameter("fields")).body)
                .response(to: request)
        }
    }

    @Sendable private func count(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let records = try await RecordCall(
            request, context, engine: engine, operation: .read, otherScopes: [Self.scope, "ZohoCRM.settings.layouts"])
        let call = records.call
        try await engine.authorize(call.caller, toView: records.module)
        let count = try await engine.count(SearchRequest(call, view: call.parameter("cvid")), in: records.module, for: call.caller)
        return JSONAnswer(body: ["count": .integer(count)]).response(to: request)
    }
}

extension SearchRequest {
    fileprivate init(_ call: PlatformCall, view: String?) {
        self.init(version: call.version)
        self.view = view
        criteria = call.parameter("criteria")
        email = call.parameter("email")
        phone = call.parameter("phone")
        word = call.parameter("word")
        converted = call.parameter("converted")
        approved = call.parameter("approved")
        fields = call.parameter("fields")
        page = call.parameter("page")
        perPage = call.parameter("per_page")
    }
}
