public import BulkModel

/// The running numbers that all objects of an organisation share.
public protocol IdentityStore: Sendable {
    /// Takes `count` consecutive ids that nobody will get again.
    /// - Returns: the first of them.
    func reserveIDs(_ count: Int) async throws -> ObjectID
}
