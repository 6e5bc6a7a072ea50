public import BulkModel

/// New and changed records of one module, in the order of the rows they come from.
public struct RecordChanges: Sendable {
    /// The rows. Column zero is the record id, which the rows with an action must have.
    public var batch: RecordBatch
    /// What is done with each row of the batch.
    public var actions: [Action]
    /// The rows that are meant; the others are left for another time.
    public var rows: Range<Int>
    /// The columns that an update sets; a new record gets all.
    public var updateColumns: [Int]
    /// What a new record has in place of ``RecordBatch/Cell/keep``, for each column.
    public var insertDefaults: [RecordBatch.Cell]
    /// Further columns that have one value in all new records.
    public var insertConstants: [Constant] = []
    /// Further columns that get one value in all updated records.
    public var updateConstants: [Constant] = []
    public var joinedText: JoinedText?

    public init(batch: RecordBatch, actions: [Action], updateColumns: [Int], insertDefaults: [RecordBatch.Cell]) {
        self.batch = batch
        self.actions = actions
        self.rows = 0..<actions.count
        self.updateColumns = updateColumns
        self.insertDefaults = insertDefaults
    }

    public enum Action: Hashable, Sendable {
        case none, insert, update
    }

    public struct Constant: Hashable, Sendable {
        public var field: Field
        public var value: StoredValue

        public init(_ field: Field, _ value: StoredValue) {
            self.field = field
            self.value = value
        }
    }

    /// A column that holds the texts of others, joined by blanks: `Full_Name`.
    public struct JoinedText: Hashable, Sendable {
        public var field: Field
        /// Columns of the batch.
        public var parts: [Int]

        public init(_ field: Field, parts: [Int]) {
            self.field = field
            self.parts = parts
        }
    }
}
