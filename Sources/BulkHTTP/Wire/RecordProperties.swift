import BulkEngine
import BulkModel

/// What a record is told of beside its fields; the names begin with a dollar sign. (platform specification, sections 2.4 and 14)
struct RecordProperties {
    let record: Record
    let set: RecordSet
    let version: APIVersion
    let currency: String

    /// The properties that `fields` names; nil for all of them.
    static func chosen(in fields: String?) -> Set<String>? {
        fields.map { Set($0.split(separator: ",").map { $0.filter { $0 != " " } }.filter { $0.hasPrefix("$") }) }
    }

    func members(_ chosen: Set<String>?) -> RecordBody.Members {
        guard let chosen else { return all }
        return chosen.isEmpty ? [] : all.filter { chosen.contains($0.0) }
    }

    private var all: RecordBody.Members {
        let state = record.state
        var members: RecordBody.Members = [
            ("$currency_symbol", .string(currency)), ("$approved", .boolean(!state.waitsForApproval)),
            ("$editable", .boolean(!state.isLocked && !state.isConverted)),
        ]
        if set.module.field(named: "Converted__s") != nil { members.append(("$converted", .boolean(state.isConverted))) }
        if let otherModule { members.append(("$se_module", .string(otherModule))) }
        if version.has(.approvalState) {
            members += [
                ("$approval_state", state.waitsForApproval ? "approval_process_pending" : "approved"),
                ("$locked_for_me", .boolean(state.isLocked)), ("$in_merge", false), ("$field_states", nil),
            ]
        }
        // There are no processes in which somebody could have a say.
        return members + [
            ("$approval", ["delegate": false, "approve": false, "reject": false, "resubmit": false]), ("$process_flow", false),
            ("$review", nil), ("$state", "save"),
        ]
    }

    /// The module of the record that an activity is about.
    private var otherModule: String? {
        for (field, value) in zip(set.fields, record.values) where field.dataType == .lookup {
            if case .modules? = field.lookup, case .reference(let reference?) = value { return reference.module?.apiName }
        }
        return nil
    }
}
