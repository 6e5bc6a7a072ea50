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
    /// API names of the fields that a new record must have.
    let mandatory: Set<String>
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
        self.init(
            module: module, operation: request.operation, mappings: resource.mappings,
            findBy: [resource.findBy].compactMap { $0 },
            ignoresEmpty: resource.ignoreEmpty ?? request.ignoreEmpty ?? false, parent: parent,
            mandatory: Set(
                MappingRules(schema: context.schema, module: module, parent: parent).mandatoryFields.map(\.apiName)),
            isStandardForm: false, layoutRestrictsUpdates: context.quirks[.layoutRestrictsUpdates], dataSource: "Bulk Write")
    }
}
