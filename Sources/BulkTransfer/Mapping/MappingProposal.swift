public import BulkClient

/// How the columns of a file become fields of a module, for people to look at and for a job to do.
public struct MappingProposal: Hashable, Sendable {
    /// Every column of the file, in its order.
    public var columns: [ColumnMatch]
    /// Fields that have the same value in all rows.
    public var constants: [FieldMapping]
    /// What is done with the cells of columns, from 0, before they are sent.
    public var translations: [Int: CellTranslation] = [:]
    /// What only a person can say.
    public var questions: [MappingQuestion] = []
    /// Texts that stand for no value in all columns.
    public var nulls: [String] = []
    /// What a person should know.
    public var notes: [String]
    /// What must be put right before anything is sent.
    public var problems: [String]

    /// What the job is told.
    public var mappings: [FieldMapping] { columns.compactMap(\.mapping) + constants }

    /// The columns of a table for people, headings first: column, field, how it was found.
    public var table: [[String]] {
        [["Column", "Field", "How"]]
            + columns.map { ["\($0.column + 1) \($0.title)", $0.fieldText, $0.reasonText] }
            + constants.map { ["", $0.field + ($0.findBy.map { " by \($0)" } ?? ""), "always \($0.defaultValue ?? "")"] }
    }
}
