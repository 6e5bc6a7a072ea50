import BulkModel
import BulkStore

extension PlanOutline {
    /// Records of a call.
    /// - Parameters:
    ///   - names: the members that any of the records has. What is no field, or can't be written, is passed over.
    ///   - parent: the module whose records these are part of.
    init(
        _ operation: WriteOperation, _ names: Set<String>, of module: Module, findBy: [String], parent: Module? = nil,
        unmodifiedSince: Int64? = nil, context: ImportContext
    ) {
        let rules = MappingRules(schema: context.schema, module: module, parent: parent)
        let mandatory = Set(rules.fieldsOfEveryRecord.map(\.apiName))
        let fields = module.fields.filter { field in
            guard !field.isRecordID, rules.isWritable(field) else { return false }
            return names.contains(field.apiName) || operation.canAdd && mandatory.contains(field.apiName)
        }
        let mapped = (findBy.contains("id") ? ["id"] : []) + fields.map(\.apiName)
        self.init(
            module: module, operation: operation,
            mappings: mapped.enumerated().map { FieldMapping(apiName: $1, index: $0) },
            findBy: findBy.filter { mapped.contains($0) }, ignoresEmpty: false, parent: parent, mandatory: mandatory, isStandardForm: true,
            layoutRestrictsUpdates: false, dataSource: "API", unmodifiedSince: unmodifiedSince)
    }

    /// The fields of the mappings.
    var fields: [Field] {
        mappings.compactMap { module.field(named: $0.apiName) }
    }
}
