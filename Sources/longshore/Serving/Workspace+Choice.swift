import BulkEngine
import BulkModel
import BulkStore

/// What a command about an organisation is about.
extension Workspace {
    /// The client named, or the only one there is.
    /// - Parameters:
    ///   - given: its id as it was given on the command line.
    ///   - kind: nil for any.
    /// - Throws: ``Failure`` that lists what there is to choose from.
    func client(_ given: String?, of kind: ClientKind? = nil) async throws -> Client {
        let clients = try await engine.storage.catalog.clients(of: organization.id).filter { kind == nil || $0.kind == kind }
        let sort = kind.map { "client of type \($0.rawValue)" } ?? "client"
        guard !clients.isEmpty else {
            throw Failure(.usage, "organisation \(organization.id) has no \(sort); make one with 'longshore client add'")
        }
        let known = clients.map { "\($0.id) (\($0.name))" }.joined(separator: ", ")
        guard let name = settings.string(.client, given) else {
            guard clients.count == 1 else { throw Failure(.usage, "--client is missing; there are \(known)") }
            return clients[0]
        }
        guard let client = clients.first(where: { $0.id == name }) else {
            throw Failure(.usage, "organisation \(organization.id) has no \(sort) '\(name)'; there are \(known)")
        }
        return client
    }

    /// A user who can use a token: the one named, or the administrator.
    /// - Throws: ``Failure``.
    func activeUser(_ given: String?) async throws -> User {
        let user = try await engine.chosenUser(settings.string(.user, given), of: organization)
        guard user.isActive else {
            throw Failure(.usage, "\(user.email) is \(user.status.rawValue); let them in with 'longshore user activate' first")
        }
        return user
    }

    /// The standard profiles, those that were restricted, and those that users have.
    func profiles() async throws -> [Profile] {
        let store = try await engine.storage.store(of: organization.id)
        var profiles = try await store.profiles()
        let standard = ProfileReference.standard(prefix: organization.id.prefix).map(\.name)
        for name in try await standard + store.users().map(\.profile) where !profiles.contains(where: { $0.name == name }) {
            profiles.append(Profile(name: name))
        }
        return profiles.sorted { $0.name < $1.name }
    }

    /// - Throws: ``Failure`` for a profile that there isn't: it would be one without restrictions.
    func profile(_ name: String) async throws -> String {
        let known = try await profiles().map(\.name)
        guard known.contains(name) else {
            throw Failure(
                .usage,
                "there is no profile '\(name)'; there are \(known.joined(separator: ", ")), and 'longshore profile deny' makes others")
        }
        return name
    }
}
