public import BulkModel
public import BulkStore

/// Imports as tests write them.
extension OrganizationStore {
    /// Runs one transaction against a module of the suite.
    public func importing<Result: Sendable>(
        into moduleName: String, _ work: @escaping @Sendable (any ImportSession, Module) throws -> Result
    ) async throws -> Result {
        guard let module = try await schema().module(named: moduleName) else { throw FixtureError.unknown(moduleName) }
        return try await Task.detached { try importing { try work($0, module) } }.value
    }
}

extension RecordBatch {
    /// - Parameters:
    ///   - names: fields behind the record id.
    ///   - rows: the id, then a cell for each field.
    public init(_ module: Module, _ names: [String], _ rows: [[CellValue]]) {
        self.init(fields: (["id"] + names).compactMap { module.field(named: $0) })
        for cell in rows.joined() {
            switch cell {
            case .null: appendNull()
            case .integer(let value): append(value)
            case .text(let text): append(text)
            case .keep: appendKeep()
            }
        }
    }

    /// The values as the keys of a column.
    public static func keys(_ values: [CellValue], of field: Field) -> KeyColumn {
        var batch = RecordBatch(fields: [field])
        for value in values {
            switch value {
            case .integer(let value): batch.append(value)
            case .text(let text): batch.append(text)
            case .null, .keep: batch.appendNull()
            }
        }
        return KeyColumn(batch, column: 0, rows: 0..<values.count)
    }
}
