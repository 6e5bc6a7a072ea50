import BulkModel
import BulkTesting
import Testing

/// A create call for a parent and its children, whose files lie in one archive.
/// - Parameter resources: the parent first; each with its module, the name of its file, and its mappings as JSON.
func familyRequest(
    _ operation: String = "insert", file: String, _ resources: (module: String, csv: String, mappings: String)...
) -> String {
    let members = resources.map {
        """
        {"type":"data","module":{"api_name":"\($0.module)"},"file_id":"\(file)","file_names":["\($0.csv)"],\
        "field_mappings":[\($0.mappings)]}
        """
    }
    return #"{"operation":"\#(operation)","resource":[\#(members.joined(separator: ","))]}"#
}

/// Expects that a file is refused when a job is made of it, with a reason that tells a person what is wrong.
func expectFileRefused(_ answer: Answer, because part: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(answer.status == 400, sourceLocation: sourceLocation)
    #expect(answer.json["code"] == "FILE_NOT_SUPPORTED", "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.json["message"] == "File not supported for bulk write", sourceLocation: sourceLocation)
    let reason = answer.json["details"]?["reason"]?.string ?? ""
    #expect(reason.contains(part), "\(answer.text)", sourceLocation: sourceLocation)
}

extension WriteOutcome {
    /// The record that a row added or changed; zero if there is none.
    func recordNumber(_ row: Int, of name: String? = nil) -> Int64 {
        Int64(self.row(row, of: name).record) ?? 0
    }

    /// The statuses of all lines of the file of that name.
    func statuses(of name: String) -> [String] {
        lines(name).indices.dropLast().map { row($0, of: name).status }
    }

    /// The errors of all lines of the file of that name.
    func errors(of name: String) -> [String] {
        lines(name).indices.dropLast().map { row($0, of: name).errors }
    }
}

extension AppTester {
    /// The values that a picklist has by now.
    func pickList(_ field: String, of module: String = "Leads") async throws -> [String] {
        let schema = try await engine.storage.store(of: organization).schema()
        return schema.module(named: module)?.field(named: field)?.pickListValues ?? []
    }

    /// Puts records into the store without an import.
    func seed(_ module: String, _ fields: [String], _ rows: [(id: Int64, values: [String])]) async throws {
        try await FixtureRecords(store: try await engine.storage.store(of: organization)).insert(into: module, fields, rows)
    }
}
