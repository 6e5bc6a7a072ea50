public import BulkModel

/// The people of an organisation; they are records of the pseudo-module Users, so that lookups can join them.
public protocol UserStore: Sendable {
    func add(_ user: User) async throws
    /// Stores a user anew under the id it has.
    func update(_ user: User) async throws
    func user(_ id: ObjectID) async throws -> User?
    /// All users by id.
    func users() async throws -> [User]
}
