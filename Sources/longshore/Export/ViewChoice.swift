import BulkClient

/// A custom view as people name it.
struct ViewChoice {
    let name: String
    let module: String

    /// - Throws: ``Failure`` that lists the views there are, and ``BulkClientError``.
    func id(at client: BulkClient) async throws -> String {
        if name.count > 10, name.allSatisfy(\.isNumber) { return name }
        let views = try await client.views(of: module)
        let wanted = name.lowercased()
        let found =
            views.filter { $0.name == name }.first ?? views.first { $0.systemName == name }
            ?? views.first { $0.name.lowercased() == wanted }
        guard let found else {
            let names = views.map { "'\($0.name)'" }.joined(separator: ", ")
            throw Failure(.usage, "\(module) has no view '\(name)'; there are \(names.isEmpty ? "none" : names)")
        }
        return found.id
    }
}
