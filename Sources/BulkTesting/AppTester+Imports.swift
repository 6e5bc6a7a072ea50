import BulkEngine
import BulkFormats
public import BulkModel
import BulkStore
public import Foundation
import HTTPTypes

/// The usual course of an import, in one call each.
extension AppTester {
    /// Packs files as clients do.
    /// - Parameter files: name and content of each entry.
    public static func archive(_ files: [(name: String, content: Data)]) throws -> Data {
        var bytes = Data()
        let writer = ZIPWriter { bytes.append(contentsOf: $0) }
        for file in files {
            try writer.beginEntry(file.name, modified: 1_700_000_000)
            try file.content.withUnsafeBytes(writer.write)
            try writer.endEntry()
        }
        try writer.finish()
        return bytes
    }

    /// Sends an archive to the upload endpoint.
    /// - Parameters:
    ///   - feature: nil for no such header; `organization` likewise.
    public func sendUpload(
        _ archive: Data, version: String = "v8", part: String = "file", fileName: String = "leads.zip", feature: String? = "bulk-write",
        organization: String? = String(WriteFixture.zgid), token: String? = nil
    ) async throws -> Answer {
        let boundary = "----boundary"
        var body = Data(
            """
            --\(boundary)\r\nContent-Disposition: form-data; name="\(part)"; filename="\(fileName)"\r\n\
            Content-Type: application/zip\r\n\r\n
            """.utf8)
        body += archive
        body += Data("\r\n--\(boundary)--\r\n".utf8)
        var headers = HTTPFields()
        headers[.authorization] = "Zoho-oauthtoken \(token ?? self.token)"
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        headers[HTTPField.Name("feature")!] = feature
        headers[HTTPField.Name("X-CRM-ORG")!] = organization
        return try await send(.post, "/crm/\(version)/upload", body: body, headers: headers)
    }

    /// Uploads files that must be accepted.
    /// - Returns: the `file_id`.
    public func upload(_ files: [(name: String, content: String)]) async throws -> String {
        try await upload(data: files.map { ($0.name, Data($0.content.utf8)) })
    }

    /// As above, with contents that are no UTF-8.
    public func upload(data files: [(name: String, content: Data)]) async throws -> String {
        let answer = try await sendUpload(try Self.archive(files), organization: organization.description)
        guard let id = answer.json["details"]?["file_id"]?.string else { throw UnexpectedAnswer(answer: answer) }
        return id
    }

    /// The specification's `F("…")`: an archive with one entry `leads.csv`.
    public func upload(_ csv: String) async throws -> String {
        try await upload([("leads.csv", csv)])
    }

    /// The specification's `R(op; m…; x…)`.
    /// - Parameters:
    ///   - mappings: nil for automatic mapping.
    ///   - resource: further keys of the resource.
    ///   - body: further keys at the top level.
    public static func request(
        _ operation: String, file: String, _ mappings: [ImportMapping]?, module: String = "Leads", resource: [(String, JSONValue)] = [],
        body: [(String, JSONValue)] = []
    ) -> String {
        var members: [(String, JSONValue)] = [("type", "data"), ("module", ["api_name": .string(module)]), ("file_id", .string(file))]
        if let mappings { members.append(("field_mappings", .array(mappings.map(\.json)))) }
        members += resource
        let object = JSONObject([("operation", .string(operation)), ("resource", [.object(JSONObject(members))])] + body)
        return JSONValue.object(object).description
    }

    /// Sends a create call.
    public func sendWrite(_ body: String, version: String = "v8", token: String? = nil) async throws -> Answer {
        try await send(.post, "/crm/bulk/\(version)/write", body: body, token: token ?? self.token)
    }

    /// Creates a job that must be accepted.
    /// - Returns: its id.
    public func createWrite(_ body: String, version: String = "v8") async throws -> String {
        let answer = try await sendWrite(body, version: version)
        guard answer.status == 201, let id = answer.json["details"]?["id"]?.string else { throw UnexpectedAnswer(answer: answer) }
        return id
    }

    /// The body of a details call.
    public func writeDetails(of job: String, version: String = "v8") async throws -> JSONValue {
        let answer = try await send(.get, "/crm/bulk/\(version)/write/\(job)")
        guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
        return answer.json
    }

    /// Uploads `csv`, creates the job, runs it, and fetches what it leaves.
    public func write(
        _ operation: String, _ csv: String, _ mappings: [ImportMapping]?, module: String = "Leads", findBy: String? = nil,
        ignoreEmpty: Bool? = nil, resource: [(String, JSONValue)] = []
    ) async throws -> WriteOutcome {
        let file = try await upload(csv)
        return try await write(
            Self.request(
                operation, file: file, mappings, module: module,
                resource: (findBy.map { [("find_by", .string($0))] } ?? []) + resource,
                body: ignoreEmpty.map { [("ignore_empty", .boolean($0))] } ?? []))
    }

    /// Creates the job of a body, runs it, and fetches what it leaves.
    public func write(_ body: String, version: String = "v8") async throws -> WriteOutcome {
        let job = try await createWrite(body, version: version)
        try await runJobs()
        return try await outcome(of: job, version: version)
    }

    /// What a job that has ended leaves.
    public func outcome(of job: String, version: String = "v8") async throws -> WriteOutcome {
        let details = try await writeDetails(of: job, version: version)
        var entries: [(name: String, content: String)] = []
        if let url = details["result"]?["download_url"]?.string.flatMap({ URL(string: $0) }) {
            let answer = try await send(.get, url.path(), token: token)
            guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
            entries = try Unzip.entries(of: answer.body).map { ($0.name, String(decoding: $0.content, as: UTF8.self)) }
        }
        return WriteOutcome(job: job, details: details, entries: entries)
    }

    /// A record's cells as an export shows them, by column; empty where there is none of the id.
    public func record(_ id: Int64, of module: String = "Leads", _ fields: [String]) async throws -> [String: String] {
        let rows = try await records(of: module, fields)
        return rows.first { $0["id"] == String(id) } ?? [:]
    }

    /// The cells of all records of a module as they lie in the store, as text, by the order of ids.
    public func records(of moduleName: String = "Leads", _ fields: [String]) async throws -> [[String: String]] {
        let store = try await engine.storage.store(of: organization)
        let schema = try await store.schema()
        guard let module = schema.module(named: moduleName) else { throw FixtureError.unknown(moduleName) }
        let columns = try (["id"] + fields).map { name in
            guard let field = module.field(named: name) else { throw FixtureError.unknown(name) }
            return FieldPath(field: field)
        }
        return try await Task.detached {
            var rows: [[String: String]] = []
            _ = try store.scan(RecordScan(module: module, columns: columns)) { cells in
                var row: [String: String] = [:]
                for (column, cell) in zip(columns, cells) { row[column.name] = Self.text(cell, of: column.field) }
                rows.append(row)
            }
            return rows
        }.value
    }

    /// Dates and times in ISO 8601 of India's offset, decimals without padding.
    private static func text(_ cell: RawCell, of field: Field) -> String {
        if cell.isNull { return "" }
        var writer = CSVWriter(into: MemoryBlock(capacity: 64))
        defer { writer.block.deallocate() }
        switch field.storedForm {
        case .text: return String(decoding: cell.text, as: UTF8.self)
        case .integer, .reference, .none: return String(cell.number)
        case .boolean: return cell.number == 0 ? "false" : "true"
        case .date: writer.write(date: cell.number)
        case .dateTime: writer.write(dateTime: cell.number, offset: 19_800)
        case .decimal(let scale): writer.write(cell.number, scale: scale)
        }
        return String(decoding: writer.block.bytes, as: UTF8.self)
    }
}

/// What a bulk write job leaves: its details, and the files of its result.
public struct WriteOutcome: Sendable {
    public let job: String
    public let details: JSONValue
    public let entries: [(name: String, content: String)]

    public var status: String { details["status"]?.string ?? "" }

    /// The lines of the only file, or of the one named.
    public func lines(_ name: String? = nil) -> [String] {
        let content = name == nil ? entries.first?.content : entries.first { $0.name == name }?.content
        return content?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
    }

    /// Added, updated, skipped and total rows of a resource, as the specification writes them: `1/0/0/1`.
    public func counts(_ resource: Int = 0) -> String {
        let file = details["resource"]?[resource]?["file"]
        return ["added_count", "updated_count", "skipped_count", "total_count"].map { file?[$0]?.description ?? "-" }.joined(separator: "/")
    }

    /// The last three cells of a line of the only file, or of the one named; rows count from 0. Lines must not have quoted line breaks.
    public func row(_ index: Int, of name: String? = nil) -> (status: String, record: String, errors: String) {
        let lines = lines(name)
        guard lines.indices.contains(index + 1) else { return ("", "", "") }
        let cells = Self.cells(of: lines[index + 1]).suffix(3)
        guard cells.count == 3 else { return ("", "", "") }
        return (cells[cells.startIndex], cells[cells.startIndex + 1], cells[cells.startIndex + 2])
    }

    /// The statuses of all lines.
    public var statuses: [String] { lines().indices.dropLast().map { row($0).status } }

    /// The errors of all lines.
    public var errors: [String] { lines().indices.dropLast().map { row($0).errors } }

    private static func cells(of line: String) -> [String] {
        var cells: [String] = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
