import BulkEngine
import BulkFormats
import BulkModel
import BulkStore

/// The result of a query. (platform specification, section 15)
struct COQLBody {
    let result: COQLResult
    /// The zone of the user who asks.
    let offsets: UTCOffsets

    /// - Parameter fields: what is told of the columns' fields; nil if nobody asked.
    func body(fields: JSONValue?) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("data", .array(result.rows.map(object))),
            ("info", ["count": .integer(result.rows.count), "more_records": .boolean(result.more)]),
        ]
        if let fields { members.append(("fields", fields)) }
        return .object(JSONObject(members))
    }

    /// The fields of the columns by the columns' names, as the metadata shows them.
    func fields(in context: MetadataContext) -> JSONValue {
        .object(
            JSONObject(
                result.columns.map { column in
                    (column.key, FieldBody(field: column.source.field, module: column.source.module, context: context).body)
                }))
    }

    private func object(_ row: StoredRow) -> JSONValue {
        .object(JSONObject(result.columns.map { ($0.key, value(of: $0, in: row)) }))
    }

    private func value(of column: COQLResult.Column, in row: StoredRow) -> JSONValue {
        let value = StoredValueBody(offsets: offsets).body(row[column.place], of: column.field)
        guard column.field.storedForm == .reference, value != .null else { return value }
        return .object(JSONObject(name(of: column, in: row) + [("id", value)]))
    }

    private func name(of column: COQLResult.Column, in row: StoredRow) -> [(String, JSONValue)] {
        if let place = column.namePlace { return [("name", .optional(row[place]?.text))] }
        guard let id = row[column.place]?.integer, let layout = column.layouts[ObjectID(id)] else { return [] }
        return [("name", .string(layout))]
    }
}
