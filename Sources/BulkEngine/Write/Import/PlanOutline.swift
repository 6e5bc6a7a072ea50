import BulkModel

/// What a ``ResourcePlan`` is made of: the fields that come, how records are matched, and in which form values are written.
struct PlanOutline: Sendable {
    let module: Module
    let operation: WriteOperation
    /// One for each field that comes.
    let mappings: [FieldMapping]
    /// API names of the fields that records are matched by. The first of them whose value a record has decides.
    let findBy: [String]
    /// Whether an empty value leaves the stored one.
    let ignoresEmpty: Bool
    /// The parent in the same job or record.
    let parent: Module?
    /// API names of the fields that a record must have.
    let mandatory: Set<String>
    /// API names of those that a record of the standard layout must have besides, in a module with several layouts.
    var mandatoryInStandardLayout: Set<String> = []
    /// Positions behind the mappings: fields without one that new records of the standard layout must have.
    var askedInStandardLayout: Range<Int> = 0..<0
    /// Whether values are written as defaults and the record API have them, dates in ISO 8601, rather than as cells of a file.
    let isStandardForm: Bool
    /// Whether a layout restricts an update to records that have it, rather than moving them there.
    let layoutRestrictsUpdates: Bool
    /// What new records tell of where they come from.
    let dataSource: String
    /// Records changed after this moment, in seconds since 1970, are left alone; nil for no such moment.
    var unmodifiedSince: Int64?
}

extension PlanOutline {
    /// A resource of a bulk write job.
    init(_ resource: WriteResource, of request: WriteRequest, module: Module, parent: Module?, context: ImportContext) {
        let rules = MappingRules(schema: context.schema, module: module, parent: parent)
        let always = Set(rules.fieldsOfEveryRecord.map(\.apiName))
        let standard = Set(rules.fieldsOfStandardLayout.map(\.apiName))
        // Where there is one layout, it is the standard one.
        let hasLayouts = LayoutDirectory(module).standard != nil
        self.init(
            module: module, operation: request.operation, mappings: resource.mappings,
            findBy: [resource.findBy].compactMap { $0 },
            ignoresEmpty: resource.ignoreEmpty ?? request.ignoreEmpty ?? false, parent: parent,
            mandatory: hasLayouts ? always : always.union(standard), mandatoryInStandardLayout: hasLayouts ? standard : [],
            askedInStandardLayout: resource.mappings.count..<resource.mappings.count + (resource.askedInStandardLayout?.count ?? 0),
            isStandardForm: false, layoutRestrictsUpdates: context.quirks[.layoutRestrictsUpdates], dataSource: "Bulk Write")
    }
}
