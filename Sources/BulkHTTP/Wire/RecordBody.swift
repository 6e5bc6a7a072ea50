import BulkEngine
import BulkFormats
import BulkModel
import BulkStore

/// Records as the record API shows them, in the shape of the version. (platform specification, sections 13 and 14)
struct RecordBody {
    typealias Members = [(String, JSONValue)]

    let version: APIVersion
    /// The zone of the user who asks; times are shown with its offset.
    let offsets: UTCOffsets

    /// Characters of a rich text that a list shows.
    private static let richTextInLists = 500

    /// The elements of a list.
    /// - Parameter properties: what the caller asked for, separated by commas; nil for everything.
    func list(_ set: RecordSet, properties: String?) -> [JSONValue] {
        let chosen = RecordProperties.chosen(in: properties)
        return set.records.map { record in
            var members = fields(of: record, in: set, isInList: true)
            members += RecordProperties(record: record, set: set, version: version, currency: Self.currency).members(chosen)
            return .object(JSONObject(members))
        }
    }

    /// The only element of the answer about one record.
    func single(_ set: RecordSet, properties: String?) -> [JSONValue] {
        let chosen = RecordProperties.chosen(in: properties)
        return set.records.map { record in
            var members = fields(of: record, in: set, isInList: false)
            members += RecordProperties(record: record, set: set, version: version, currency: Self.currency).members(chosen)
            if !set.areChosen { members.append(("$has_more", hasMore(record, set))) }
            return .object(JSONObject(members))
        }
    }

    /// Organisations have one currency.
    private static let currency = "$"

    /// The fields in their order; the id is always among them.
    private func fields(of record: Record, in set: RecordSet, isInList: Bool) -> Members {
        var members: Members = []
        members.reserveCapacity(set.fields.count + 1)
        for (field, value) in zip(set.fields, record.values) {
            members.append((name(of: field), body(value, of: field, isInList: isInList)))
        }
        if !set.fields.contains(where: \.isRecordID) { members.append(("id", .id(record.id))) }
        return members
    }

    private func name(of field: Field) -> String {
        hasItsOwnShape(field) ? Field.lineItemsInV2 : field.apiName
    }

    /// Line items were other than subforms once. (section 14.4)
    private func hasItsOwnShape(_ field: Field) -> Bool {
        field.isLineItems && !version.has(.lineItemsAreSubforms)
    }

    func body(_ value: RecordValue, of field: Field, isInList: Bool = false) -> JSONValue {
        switch value {
        case .stored(nil) where field.apiName == "Tag" || field.isRows: return []
        case .stored(.text(let text)?) where isInList && field.textAreaKind == "rich_text":
            return .string(String(text.prefix(Self.richTextInLists)))
        case .stored(let value): return StoredValueBody(offsets: offsets).body(value, of: field)
        case .reference(let reference): return reference.map { body($0, of: field) } ?? .null
        case .rows(let rows, _):
            if hasItsOwnShape(field) {
                return .array(rows.records.map { LineItemBody(record: $0, set: rows, records: self).body })
            }
            return .array(rows.records.map { .object(JSONObject(fields(of: $0, in: rows, isInList: false))) })
        }
    }

    /// What a field leads to: a user, a record, a layout. (section 13)
    private func body(_ reference: RecordReference, of field: Field) -> JSONValue {
        var members: Members = [("name", .optional(reference.name)), ("id", .id(reference.id))]
        if field.lookup == .users { members.append(("email", .optional(reference.email))) }
        if field.dataType == .multiModuleLookup {
            members.append(("module", reference.module.map { ["api_name": .string($0.apiName), "id": .id($0.id)] } ?? .null))
        }
        return .object(JSONObject(members))
    }

    /// Whether fields have more rows than are shown.
    private func hasMore(_ record: Record, _ set: RecordSet) -> JSONValue {
        var members: Members = []
        for (field, value) in zip(set.fields, record.values) {
            if case .rows(_, let more) = value { members.append((name(of: field), .boolean(more))) }
        }
        return .object(JSONObject(members))
    }
}

extension Field {
    /// Whether a record has a list of other records in the field, if only an empty one.
    fileprivate var isRows: Bool {
        switch dataType {
        case .subform, .multiselectlookup, .multiuserlookup, .fileupload, .imageupload, .linetax: true
        default: false
        }
    }
}
