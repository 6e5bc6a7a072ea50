import BulkEngine
import BulkModel
import BulkStore

extension Engine {
    /// The organisation a command is about: the one named, or the only one there is.
    /// - Throws: ``Failure`` that lists what there is to choose from.
    func chosenOrganization(_ name: String?, in folder: DataFolder) async throws -> Organization {
        let organizations = try await storage.catalog.organizations()
        let known = organizations.map { "\($0.id) (\($0.companyName))" }.joined(separator: ", ")
        guard let name else {
            guard let first = organizations.first else { throw folder.noOrganization }
            guard organizations.count == 1 else { throw Failure(.usage, "--org is missing; there are \(known)") }
            return first
        }
        guard let organization = organizations.first(where: { $0.id.description == name || String($0.zgid) == name }) else {
            throw Failure(
                .noOrganization, "there is no organisation \(name) in \(folder.path)" + (known.isEmpty ? "" : "; there are \(known)"))
        }
        return organization
    }

    /// A user by id or e-mail; the oldest one, which is the administrator, if none is named.
    func chosenUser(_ name: String?, of organization: Organization) async throws -> User {
        let users = try await storage.store(of: organization.id).users()
        let found =
            name.map { name in users.first { $0.id.description == name || $0.email.lowercased() == name.lowercased() } } ?? users.first
        guard let found else {
            throw Failure(
                .usage,
                "organisation \(organization.id) has no user '\(name ?? "")'; there are \(users.map(\.email).joined(separator: ", "))")
        }
        return found
    }
}
