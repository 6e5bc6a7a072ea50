public import BulkClient
public import BulkModel

/// Proposes which field each column of a file is, from the columns' names and from cells.
///
/// A column's name is compared with API names, then with labels, then with what fields are called elsewhere, and at last with names that
/// differ by a slip of the pen. No two columns become the same field, and fields that can't be imported are left alone.
/// (bulk write specification, section 7)
public struct ColumnMatcher: Sendable {
    /// API name.
    public var module: String
    public var fields: [FieldDescription]
    public var operation: WriteOperation
    /// The field that records are found by.
    public var findBy: String?
    /// The fields of the modules that lookups point to, by API name; those that are known.
    public var relatedFields: [String: [FieldDescription]]
    /// The fields by which people name records, by the modules' API names; others have their usual one.
    public var displayFields: [String: String]
    /// Subforms that are imported from files of their own.
    public var children: Set<String>

    public init(
        module: String, fields: [FieldDescription], operation: WriteOperation, findBy: String? = nil,
        relatedFields: [String: [FieldDescription]] = [:], displayFields: [String: String] = [:], children: Set<String> = []
    ) {
        self.module = module
        self.fields = fields
        self.operation = operation
        self.findBy = findBy
        self.relatedFields = relatedFields
        self.displayFields = displayFields
        self.children = children
    }

    /// Whether rows can become new records.
    var canAdd: Bool { operation.canAdd }

    /// Whether every row becomes one, so that a column of ids means nothing.
    var givesNewIDs: Bool { operation == .insert }

    /// - Parameters:
    ///   - header: the columns' names.
    ///   - samples: rows below the header; they may be shorter than it.
    ///   - file: what it says is followed, and nothing else is imported.
    /// - Throws: ``TransferFailure`` for options and files that don't fit the columns and fields.
    public func match(
        header: [String], samples: [[String]] = [], options: MappingOptions = MappingOptions(), file: MappingFile? = nil
    ) throws -> MappingProposal {
        try match(header: header, options: options, file: file) { ColumnScan.tallies($0, of: samples) }
    }

    /// As the other, for a file that was inspected. It is read to its end once more, for the columns whose meaning depends on their cells.
    public func match(
        _ table: SourceTable, options: MappingOptions = MappingOptions(), file: MappingFile? = nil
    ) throws -> MappingProposal {
        try match(header: table.header, options: options, file: file) { try ColumnScan.tallies($0, of: table) }
    }

    private func match(
        header: [String], options: MappingOptions, file: MappingFile?, scan: ([ScanTask]) throws -> [Int: ColumnTally]
    ) throws -> MappingProposal {
        var work = MatchWork(header: header, matcher: self)
        if let join = options.join { try work.join(join) }
        try work.follow(options)
        if let file {
            try work.follow(file)
        } else {
            work.leaveOutReport()
            work.matchNames()
            work.matchOtherNames()
            work.matchNearNames()
        }
        try work.setKeys(options)
        let rules = try work.cellRules(options, file)
        try work.settle(try scan(work.scanTasks(rules)), rules)
        return work.proposal()
    }
}
