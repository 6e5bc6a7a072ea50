import BulkClient
import BulkModel
import BulkTransfer
import Foundation

/// Conditions as people write them, made criteria with the help of what the server says of the fields.
struct WhereChoice {
    let text: String
    let module: String

    /// - Parameter note: told what is allowed, but perhaps not meant.
    /// - Throws: ``Failure`` that shows the place, and ``BulkClientError``.
    func criteria(at client: BulkClient, note: (String) -> Void) async throws -> JSONValue {
        let fields = try await client.fields(of: module)
        let lookups = fields.filter { text.contains("\($0.apiName).") }.compactMap(\.lookupModule)
        var related: [String: [FieldDescription]] = [:]
        // Some modules tell nothing of their fields; then the server checks their names.
        for module in Set(lookups) { related[module] = try? await client.fields(of: module) }
        let compiler = WhereCompiler(
            module: module, fields: fields, relatedFields: related, timeZone: try await client.organization().timeZone, now: Date())
        do {
            let filter = try compiler.compile(text)
            filter.notes.forEach(note)
            return filter.criteria.json(in: client.version)
        } catch {
            throw Failure(.usage, "--where: \(error.rendered(width: Terminal.width))")
        }
    }
}
