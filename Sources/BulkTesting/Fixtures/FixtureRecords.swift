import BulkFormats
import BulkModel
public import BulkStore
import Foundation

/// Writes records in the notation of the specification's tables: every value as text, empty where there is none.
public struct FixtureRecords {
    private let store: any OrganizationStore

    public init(store: any OrganizationStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - fields: API names of the columns behind the id.
    ///   - rows: the id, then a value for each field; `""` is empty.
    public func insert(into moduleName: String, _ fields: [String], _ rows: [(id: Int64, values: [String])]) async throws {
        let schema = try await store.schema()
        guard let module = schema.module(named: moduleName) else { throw FixtureError.unknown(moduleName) }
        let columns = try (["id"] + fields).map { name in
            guard let field = module.field(named: name) else { throw FixtureError.unknown("\(moduleName).\(name)") }
            return field
        }
        var batch = RecordBatch(fields: columns)
        for row in rows {
            batch.append(row.id)
            for (field, value) in zip(columns.dropFirst(), row.values) { try Self.append(value, of: field, to: &batch) }
        }
        try await store.insert(batch, into: module)
    }

    private static func append(_ value: String, of field: Field, to batch: inout RecordBatch) throws {
        guard !value.isEmpty else { return batch.appendNull() }
        switch field.storedForm {
        case .text: batch.append(value)
        case .integer, .reference: batch.append(try number(value))
        case .boolean: batch.append(value == "true" ? 1 : 0)
        case .date: batch.append(Int64(try Date(value + "T00:00:00Z", strategy: .iso8601).timeIntervalSince1970) / 86_400)
        case .dateTime: batch.append(Int64(try Date(value, strategy: .iso8601).timeIntervalSince1970))
        case .decimal(let scale): batch.append(try scaled(value, by: scale))
        case .none: throw FixtureError.unknown("\(field.apiName) has no stored form")
        }
    }

    private static func number(_ text: String) throws -> Int64 {
        guard let number = Int64(text) else { throw FixtureError.unknown(text) }
        return number
    }

    /// `2500.5` with a scale of two is 250050.
    private static func scaled(_ text: String, by scale: Int) throws -> Int64 {
        let parts = text.split(separator: ".")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        return try number(parts[0] + fraction.padding(toLength: scale, withPad: "0", startingAt: 0))
    }
}

/// A fixture that names what there is not.
public enum FixtureError: Error {
    case unknown(String)
}
