public import BulkClient
public import BulkModel

/// What is to be imported, and where: everything that must be the same when an interrupted import goes on.
public struct ImportPlan: Sendable {
    /// Address of the API.
    public var server: String
    /// Whether the server keeps the keys of create calls, so that a job isn't made twice.
    public var isLongshore: Bool
    /// The number that uploads name (`zgid`).
    public var organization: String
    public var operation: WriteOperation
    /// Whether empty cells leave a record's values as they are.
    public var ignoresEmpty: Bool
    /// The parent first, then its children.
    public var resources: [Resource]
    public var limits: PartLimits

    public init(
        server: String, isLongshore: Bool, organization: String, operation: WriteOperation, ignoresEmpty: Bool = false,
        resources: [Resource], limits: PartLimits = .zoho
    ) {
        self.server = server
        self.isLongshore = isLongshore
        self.organization = organization
        self.operation = operation
        self.ignoresEmpty = ignoresEmpty
        self.resources = resources
        self.limits = limits
    }

    /// One module's part.
    public struct Resource: Sendable {
        /// API name.
        public var module: String
        public var table: SourceTable
        /// API name of the field that rows are matched with records by.
        public var findBy: String?
        /// At least one; a child's have one with a `parentColumn`.
        public var mappings: [BulkWriteRequest.Mapping]
        /// What is done with the cells of columns, from 0, before they are sent.
        public var translations: [Int: CellTranslation]
        /// Where rows go that are refused.
        public var failedPath: String

        public init(
            module: String, table: SourceTable, findBy: String? = nil, mappings: [BulkWriteRequest.Mapping],
            translations: [Int: CellTranslation] = [:], failedPath: String
        ) {
            self.module = module
            self.table = table
            self.findBy = findBy
            self.mappings = mappings
            self.translations = translations
            self.failedPath = failedPath
        }
    }

    public var rows: Int { resources.reduce(0) { $0 + $1.table.rows } }

    /// Cuts the files as an import would.
    /// - Parameter folder: where the archives go; it must exist.
    /// - Throws: ``TransferFailure``.
    public func parts(in folder: String) throws -> FileSplitter.Outcome {
        try split(into: folder) { _ in }
    }

    /// - Throws: ``TransferFailure`` for a child without a column that joins it to its parent.
    func split(into folder: String, each: (FilePart) throws -> Void) throws -> FileSplitter.Outcome {
        let children = try resources.dropFirst().map { resource in
            guard let mapping = resource.mappings.first(where: { $0.parentColumn != nil }), let column = mapping.column,
                let parentColumn = mapping.parentColumn
            else {
                throw TransferFailure(
                    .request, "no column of \(resource.table.file.name) says which row of the parent's file it belongs to")
            }
            return ChildTable(table: resource.table, keyColumn: column, parentKeyColumn: parentColumn)
        }
        let sources = resources.map { FileSplitter.Source(table: $0.table, module: $0.module, translations: $0.translations) }
        return try FileSplitter(into: folder, limits: limits).split(sources, children: children, each: each)
    }

    /// What the job of a part is asked for.
    func request(for tables: [FilePart.Table], file: String) -> BulkWriteRequest {
        BulkWriteRequest(
            operation: operation, ignoresEmpty: ignoresEmpty, characterEncoding: "UTF-8",
            resources: tables.map { table in
                let resource = resources[table.source]
                return BulkWriteRequest.Resource(
                    module: resource.module, fileID: file, fileName: table.name, findBy: resource.findBy, mappings: resource.mappings)
            })
    }
}
