public import BulkModel
import BulkStore

/// The people of an organisation, as its operator changes them.
extension Engine {
    /// Adds a user.
    /// - Throws: ``UserError``.
    public func addUser(_ person: Founding.Person, to organization: ObjectID) async throws -> User {
        let store = try await storage.store(of: organization)
        let users = try await store.users()
        let email = CaseFolding.folded(person.email.utf8)
        guard !users.contains(where: { CaseFolding.folded($0.email.utf8) == email }) else { throw UserError.emailTaken(person.email) }
        let id = try await store.reserveIDs(1)
        let created = User.Stamp(user: users.first?.id ?? id, time: time.now)
        let user = User(person, id: id, ordinal: users.count + 1, created: created)
        try await store.add(user)
        return user
    }

    /// Lets a user in again, or keeps them out: who isn't active owns no new records, and their tokens open nothing meanwhile.
    /// - Throws: ``UserError`` if nobody would be left to administer the organisation.
    public func setStatus(_ status: User.Status, of user: User, in organization: ObjectID) async throws -> User {
        let store = try await storage.store(of: organization)
        let users = try await store.users()
        let others = users.filter { $0.id != user.id && $0.isActive && $0.isAdministrator }
        guard status == .active || !user.isAdministrator || !others.isEmpty else { throw UserError.lastAdministrator(user.email) }
        guard user.status != status else { return user }
        var changed = user
        changed.status = status
        changed.modified = User.Stamp(user: users.first?.id ?? user.id, time: time.now)
        try await store.update(changed)
        return changed
    }
}

/// Why a user can't be added or changed.
public enum UserError: Error, Hashable, Sendable, CustomStringConvertible {
    case emailTaken(String)
    case lastAdministrator(String)

    public var description: String {
        switch self {
        case .emailTaken(let email): "a user with the e-mail \(email) is there already"
        case .lastAdministrator(let email): "\(email) is the last active administrator; add or activate another one first"
        }
    }
}
