import BulkModel
import BulkStore
import FoundationEssentials

/// The records of a call, compiled: a plan for their own values, and one for each subform or multi-select lookup that any of them has.
struct RecordPlan: Sendable {
    let own: ResourcePlan
    let related: [Related]
    /// What errors name by their position: the fields of the own plan, then those of all related records.
    let fields: [Field]
    /// Related fields that a new record must have a row in.
    let mandatoryRelated: [Field]

    /// Records that are part of others: rows of a subform, links of a multi-select lookup.
    struct Related: Sendable {
        /// The field of the record that they are part of.
        let field: Field
        /// Their lookup to that record.
        let join: Field
        /// The other end of a link, which may go by the name of the field too.
        let other: Field?
        let plan: ResourcePlan
        /// What errors name by their position.
        let fields: [Field]
    }

    /// The member that takes a related record away.
    static let deletion = "_delete"

    /// - Throws: `INVALID_DATA` if the records can't be matched by a field that the submission names.
    init(_ submission: RecordSubmission, module: Module, context: ImportContext) throws {
        let rules = MappingRules(schema: context.schema, module: module, parent: nil)
        let names = Self.names(of: submission.records)
        let outline = PlanOutline(
            submission.operation, names, of: module, findBy: try Self.keys(of: submission, names, module, rules),
            unmodifiedSince: submission.unmodifiedSince.map { Int64($0.timeIntervalSince1970.rounded(.down)) }, context: context)
        own = try ResourcePlan(outline, context: context)
        let fields = rules.relatedFields
        mandatoryRelated = submission.operation.canAdd ? fields.map(\.field).filter(\.isMandatory) : []
        related = try fields.filter { names.contains($0.field.apiName) }.map { field, related, join in
            let elements = submission.records.flatMap { $0[field.apiName]?.array ?? [] }
            return try Related(field, join: join, names: Self.names(of: elements), of: related, parent: module, context)
        }
        self.fields = outline.fields + fields.map(\.field)
    }

    /// The position of a field in errors, behind those of the own plan.
    func position(of field: Field) -> Int? {
        fields.lastIndex { $0.id == field.id }
    }

    private static func names(of records: [JSONValue]) -> Set<String> {
        var names: Set<String> = []
        for record in records { names.formUnion(record.object?.members.lazy.map(\.name) ?? []) }
        return names
    }

    /// What records are matched by: an update by the id; an upsert by it too where one is given, then by the fields that it names, or by
    /// the module's own and the unique ones. (platform specification, section 14.2)
    private static func keys(
        of submission: RecordSubmission, _ names: Set<String>, _ module: Module, _ rules: MappingRules
    ) throws -> [String] {
        switch submission.operation {
        case .insert: return []
        case .update: return ["id"]
        case .upsert: break
        }
        for (index, name) in (submission.duplicateCheckFields ?? []).enumerated() where name == "id" || !rules.isKey(name) {
            throw BulkError.invalidValue("duplicate_check_fields", path: "$.duplicate_check_fields[\(index)]")
        }
        let unique = module.fields.filter(\.isUnique).map(\.apiName)
        var keys = names.contains("id") ? ["id"] : []
        for key in (submission.duplicateCheckFields ?? [module.duplicateCheckField].compactMap { $0 }) + unique where !keys.contains(key) {
            keys.append(key)
        }
        return keys
    }
}

extension RecordPlan.Related {
    /// - Parameter names: the members that any of the rows has.
    fileprivate init(
        _ field: Field, join: Field, names: Set<String>, of module: Module, parent: Module, _ context: ImportContext
    ) throws {
        self.field = field
        self.join = join
        let rules = MappingRules(schema: context.schema, module: module, parent: parent)
        other = module.generatedType == .linking ? module.fields.first { rules.isLinkLookup($0) && $0.id != join.id } : nil
        let outline = PlanOutline(
            .upsert, names.union([join.apiName]), of: module, findBy: ["id"], parent: parent, context: context)
        plan = try ResourcePlan(outline, context: context)
        fields = outline.fields
    }

    /// A row as a record of its own.
    func record(_ row: JSONObject, of parent: Int64) -> JSONValue {
        var record = row
        if let other, record[other.apiName] == nil, let value = record[field.apiName] { record[other.apiName] = value }
        record[join.apiName] = .string(String(parent))
        return .object(record)
    }
}
