import BulkEngine
import BulkModel

/// What a command about one organisation works with.
struct Workspace {
    let settings: Settings
    let folder: DataFolder
    let engine: Engine
    let organization: Organization
}

extension CommonOptions {
    /// - Parameter name: of the organisation, as it was given on the command line.
    /// - Throws: ``Failure`` if the folder or the organisation isn't there.
    func workspace(org name: String?) async throws -> Workspace {
        let settings = try settings()
        let folder = DataFolder(path: try settings.required(.data, data))
        let engine = try folder.open()
        let organization = try await engine.chosenOrganization(settings.string(.org, name), in: folder)
        return Workspace(settings: settings, folder: folder, engine: engine, organization: organization)
    }
}

extension Workspace {
    /// Prints one JSON object if that is asked for, and text otherwise.
    func print(json: Bool, _ object: JSONValue, text: String) throws {
        Terminal.print(try settings.flag(.json, json) ? object.description : text)
    }

    /// Scopes as they were given; everything if they weren't.
    func scopes(_ given: String?) throws -> ScopeSet {
        guard let text = settings.string(.scopes, given) else { return .all }
        do {
            return try ScopeSet(checking: text)
        } catch {
            throw Failure(.usage, "--scopes: \(error)")
        }
    }
}
