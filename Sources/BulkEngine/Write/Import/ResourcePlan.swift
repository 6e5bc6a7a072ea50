import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// What is written to a module, compiled against the schema of the moment: columns, keys, and what records get besides. Rows of a file
/// and records of a call go through the same plan.
///
/// The batch has the record id in front, then a column for each mapping that stores something, then those the import fills itself.
struct ResourcePlan: Sendable {
    let module: Module
    let operation: WriteOperation
    let columns: [ImportColumn]
    /// Columns of the batch.
    let fields: [Field]
    /// What records are matched by; the first key whose value a record has decides.
    let findBy: [Key]
    /// Unique fields other than the first one matched by.
    let uniqueKeys: [Key]
    let updateColumns: [Int]
    let insertDefaults: [RecordBatch.Cell]
    let joinedText: RecordChanges.JoinedText?
    /// Columns that the import fills in new records with running numbers.
    let numberColumns: [Int]
    let pickLists: [PickList]
    let lookups: [LookupColumn]
    let layoutColumn: Int?
    let layouts: LayoutDirectory
    let restrictsByLayout: Bool
    /// Positions of fields that errors count behind the mappings: new records of the standard layout would need them.
    let askedInStandardLayout: Range<Int>
    /// Records changed after this moment, in seconds since 1970, are left alone.
    let unmodifiedSince: Int64?
    let children: ChildRule?
    /// Column of the parent's file that the rows are joined by.
    let parentColumn: Int?
    /// Whether records are matched by their ids, so that a value stands for the first column.
    let hasIDKey: Bool
    /// Columns behind those of the mappings.
    let ownColumns: Range<Int>
    private let constants: [(field: Field, constant: ImportConstant)]

    /// A column by which records are found. A class, since every row asks for it and a field is much to copy.
    final class Key: Sendable {
        let column: Int
        let mapping: Int
        let field: Field

        init(column: Int, mapping: Int, field: Field) {
            self.column = column
            self.mapping = mapping
            self.field = field
        }
    }

    /// How many rows a parent may have, and that links come once.
    struct ChildRule: Sendable {
        let parent: Key
        /// The other end of a link.
        let other: Key?
        let limit: Int
    }

    /// - Throws: `MODULE_NOT_AVAILABLE`, `INVALID_FIELD`, if the schema no longer has what the request names.
    init(_ resource: WriteResource, of request: WriteRequest, parent: Module?, context: ImportContext) throws {
        guard let module = context.schema.module(id: resource.module.id) else {
            throw BulkError.writeModuleNotAvailable(resource.module.apiName)
        }
        try self.init(PlanOutline(resource, of: request, module: module, parent: parent, context: context), context: context)
    }

    /// - Throws: `INVALID_FIELD`, if the module has no such field.
    init(_ outline: PlanOutline, context: ImportContext) throws {
        var builder = ResourcePlanBuilder(outline, context: context)
        try builder.addMappings()
        builder.addOwnColumns()
        module = outline.module
        operation = outline.operation
        columns = builder.columns
        fields = builder.fields
        findBy = builder.findBy
        uniqueKeys = builder.keys.filter { $0.field.isUnique && $0.field.apiName != outline.findBy.first }
        updateColumns = builder.updateColumns
        insertDefaults = builder.insertDefaults
        joinedText = builder.joinedText
        numberColumns = builder.numberColumns
        pickLists = builder.pickLists
        lookups = builder.lookups
        layoutColumn = builder.layoutColumn
        layouts = builder.layouts
        restrictsByLayout = outline.layoutRestrictsUpdates
        askedInStandardLayout = outline.askedInStandardLayout
        unmodifiedSince = outline.unmodifiedSince
        children = builder.childRule
        parentColumn = builder.parentColumn
        hasIDKey = builder.keys.contains { $0.column == 0 }
        let firstOwn = 1 + columns.count - (hasIDKey ? 1 : 0)
        ownColumns = firstOwn..<max(fields.count, firstOwn)
        let mapped = Set(fields.map(\.apiName) + [builder.joinedText?.field.apiName].compactMap { $0 })
        constants = module.fields.compactMap { field in
            guard !mapped.contains(field.apiName), let constant = ImportConstant(field, dataSource: outline.dataSource) else { return nil }
            return (field, constant)
        }
    }

    /// What new records get besides their cells.
    func insertConstants(user: Int64, now: Date) -> [RecordChanges.Constant] {
        constants.compactMap { field, constant in
            constant.value(user: user, now: now, layout: layouts.standard).map { RecordChanges.Constant(field, $0) }
        }
    }

    /// What changed records get besides their cells.
    func updateConstants(user: Int64, now: Date) -> [RecordChanges.Constant] {
        constants.filter { $0.constant.isStampOfChange }.compactMap { field, constant in
            constant.value(user: user, now: now, layout: nil).map { RecordChanges.Constant(field, $0) }
        }
    }
}
