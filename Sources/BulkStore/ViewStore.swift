public import BulkModel

/// The custom views of an organisation; they change with the schema.
public protocol ViewStore: Sendable {
    func view(_ id: ObjectID) async throws -> CustomView?
    /// The views of a module by id.
    func views(of module: String) async throws -> [CustomView]
}
