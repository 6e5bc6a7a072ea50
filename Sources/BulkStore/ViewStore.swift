public import BulkModel

/// The custom views of an organisation.
public protocol ViewStore: Sendable {
    func add(_ views: [CustomView]) async throws
    func view(_ id: ObjectID) async throws -> CustomView?
    /// The views of a module by id.
    func views(of module: String) async throws -> [CustomView]
}
