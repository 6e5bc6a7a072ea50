/// What an import has done.
public struct ImportOutcome: Hashable, Sendable, Codable {
    /// One for each job, in the order of the rows.
    public var parts: [Part]
    /// In the order of the resources.
    public var modules: [Module]
    /// Why rows were refused, the most frequent reason first.
    public var errors: [ImportError]
    /// What else a person should know.
    public var notes: [String]
    /// For which the import was worked at, interruptions left out.
    public var seconds: Double

    public struct Part: Hashable, Sendable, Codable {
        public var job: String
        public var rows: Rows
    }

    public struct Module: Hashable, Sendable, Codable {
        /// API name.
        public var module: String
        public var file: String
        public var rows: Rows
        /// Where its rows are that were refused or not attempted; nil if there are none.
        public var failedPath: String?
    }

    /// Counts of rows; the last four make up the first.
    public struct Rows: Hashable, Sendable, Codable {
        public var total = 0
        public var added = 0
        public var updated = 0
        /// Refused with an error.
        public var failed = 0
        /// Never attempted.
        public var skipped = 0

        public init(total: Int = 0, added: Int = 0, updated: Int = 0, failed: Int = 0, skipped: Int = 0) {
            self.total = total
            self.added = added
            self.updated = updated
            self.failed = failed
            self.skipped = skipped
        }

        public static func + (left: Rows, right: Rows) -> Rows {
            Rows(
                total: left.total + right.total, added: left.added + right.added, updated: left.updated + right.updated,
                failed: left.failed + right.failed, skipped: left.skipped + right.skipped)
        }

        /// Whether every row has become, or changed, a record.
        public var isComplete: Bool { failed == 0 && skipped == 0 }
    }

    /// Of all modules.
    public var rows: Rows { modules.reduce(Rows()) { $0 + $1.rows } }
}

/// A reason for which rows were refused.
public struct ImportError: Hashable, Sendable, Codable {
    /// API name.
    public var module: String
    /// Such as `INVALID_DATA`; `UNPROCESSED` for rows that weren't attempted for no reason of their own.
    public var code: String
    /// The column's header, or the field if no column is meant; nil if neither is known.
    public var column: String?
    /// What to do about it; empty if nothing is known.
    public var hint: String
    /// Rows.
    public var count: Int
    /// A line of the source where this is the matter, from 1.
    public var firstLine: Int
}
