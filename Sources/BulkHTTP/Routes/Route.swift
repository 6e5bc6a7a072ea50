import BulkEngine
import BulkModel
public import HTTPTypes
public import Hummingbird

/// An endpoint: what a request must look like to reach a handler.
public struct Route: Sendable {
    public typealias Handler = @Sendable (Request, BasicRequestContext) async throws -> Response

    public let method: HTTPRequest.Method
    /// Path with `{name}` for the segments that vary, as the documents write it.
    public let path: String
    /// What a call takes of its organisation's credits.
    let cost: CallCost
    /// What a version must have for the endpoint to exist; nil if it exists in all.
    let ability: APIVersion.Ability?
    let handler: Handler

    /// - Parameter cost: one credit for the service's own calls unless told otherwise; none for those to other hosts of the service.
    init(
        _ method: HTTPRequest.Method, _ path: String, cost: CallCost? = nil, since ability: APIVersion.Ability? = nil,
        handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.cost = cost ?? (path.hasPrefix("/crm/") ? .one : .free)
        self.ability = ability
        self.handler = handler
    }
}
