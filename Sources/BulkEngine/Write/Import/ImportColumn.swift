import BulkModel
import BulkStore

/// A mapping, compiled: where its cells come from, how they are read, and what their emptiness means. A class for the same reason
/// as ``ValueReader``.
final class ImportColumn: Sendable {
    let field: Field
    /// Position of the mapping in the resource.
    let mapping: Int
    /// Column of the file; nil for a default alone.
    let index: Int?
    let defaultBytes: [UInt8]
    let role: Role
    /// How the default is read.
    let defaultRole: Role
    /// What an empty cell becomes.
    let emptyCell: RecordBatch.Cell
    let need: Need
    /// Whether only records of the standard layout need a value, in a module with several layouts.
    let isOfStandardLayout: Bool

    init(
        field: Field, mapping: Int, index: Int?, defaultBytes: [UInt8], role: Role, defaultRole: Role, emptyCell: RecordBatch.Cell,
        need: Need, isOfStandardLayout: Bool
    ) {
        self.field = field
        self.mapping = mapping
        self.index = index
        self.defaultBytes = defaultBytes
        self.role = role
        self.defaultRole = defaultRole
        self.emptyCell = emptyCell
        self.need = need
        self.isOfStandardLayout = isOfStandardLayout
    }

    /// What a cell is for.
    enum Role: Sendable {
        case value(ValueReader)
        /// Names a record in the terms of another of its fields.
        case lookup(LookupColumn)
        /// Names a row of the parent's file.
        case parent
        case layout(LayoutDirectory)

        var isParent: Bool {
            if case .parent = self { true } else { false }
        }
    }

    /// When an empty cell is an error.
    enum Need: Sendable {
        case never
        case always
        /// In rows that become new records.
        case ifAdded
    }
}
