import BulkClient
import BulkModel

/// What an import is about, as its ledger remembers it: a later command goes on with the import only if it is about the same.
struct ImportSubject: Hashable, Codable {
    var server: String
    var isLongshore: Bool
    /// Of the API.
    var version: String
    var organization: String
    var operation: String
    var ignoresEmpty: Bool
    var resources: [Resource]
    var rowsOfPart: Int

    struct Resource: Hashable, Codable {
        var module: String
        var file: String
        var digest: FileDigest
        var findBy: String?
        /// One line for each field, and for each whose cells are changed before they are sent.
        var mappings: [String]
    }

    /// - Throws: ``TransferFailure`` if a file can't be read.
    init(_ plan: ImportPlan, version: String) throws {
        server = plan.server
        isLongshore = plan.isLongshore
        self.version = version
        organization = plan.organization
        operation = plan.operation.rawValue
        ignoresEmpty = plan.ignoresEmpty
        resources = try plan.resources.map {
            Resource(
                module: $0.module, file: $0.table.file.name, digest: try FileDigest(of: $0.table.file.path), findBy: $0.findBy,
                mappings: $0.mappings.map(\.line) + $0.changes)
        }
        rowsOfPart = plan.limits.rows
    }

    /// What is another in the import that was begun than it is now, each in a few words.
    func differences(from begun: ImportSubject) -> [String] {
        var differences: [String] = []
        func compare(_ what: String, _ old: String?, _ new: String?) {
            if old != new { differences.append("\(what) was \(old ?? "none"), now it is \(new ?? "none")") }
        }
        compare("the server", begun.server, server)
        if begun.isLongshore != isLongshore {
            differences.append("the server \(begun.isLongshore ? "was Longshore, now it isn't" : "wasn't Longshore, now it is")")
        }
        compare("the version of the API", begun.version, version)
        compare("the organisation", begun.organization, organization)
        compare("the operation", begun.operation, operation)
        if begun.ignoresEmpty != ignoresEmpty {
            differences.append("empty cells were \(begun.ignoresEmpty ? "ignored, now they clear" : "to clear, now they are ignored")")
        }
        compare("the rows of a part", String(begun.rowsOfPart), String(rowsOfPart))
        compare("the number of files", String(begun.resources.count), String(resources.count))
        for (old, new) in zip(begun.resources, resources) {
            compare("the module", old.module, new.module)
            compare("the file", old.file, new.file)
            if old.digest != new.digest { differences.append("\(new.file) has been changed since") }
            compare("--find-by", old.findBy, new.findBy)
            let fields = Set(old.mappings).symmetricDifference(new.mappings).map { $0.prefix { $0 != " " } }
            if !fields.isEmpty { differences.append("the mapping of \(Set(fields).sorted().joined(separator: ", ")) is another") }
        }
        return differences
    }
}

extension ImportPlan.Resource {
    /// The field's name first; the same for equal translations.
    fileprivate var changes: [String] {
        mappings.compactMap { mapping in
            mapping.column.flatMap { translations[$0] }.map { "\(mapping.field) with \($0.line)" }
        }
    }
}

extension BulkWriteRequest.Mapping {
    /// The field's name first; the same for equal mappings.
    fileprivate var line: String {
        let parts = [
            column.map { "column \($0)" }, findBy.map { "by \($0)" }, format.map { "as \($0)" }, parentColumn.map { "parent \($0)" },
            defaultValue.map { "else \($0)" },
        ]
        return ([field] + parts.compactMap { $0 }).joined(separator: " ")
    }
}
