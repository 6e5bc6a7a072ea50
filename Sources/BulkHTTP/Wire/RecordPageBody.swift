import BulkEngine
import BulkFormats
import BulkModel

/// A page of a list of records. (platform specification, section 14.1)
struct RecordPageBody {
    let page: RecordPage
    let records: RecordBody
    /// See ``RecordBody/list(_:properties:)``.
    let properties: String?

    var body: JSONValue {
        ["data": .array(records.list(page.set, properties: properties)), "info": .object(info)]
    }

    private var info: JSONObject {
        let counts: [(String, JSONValue)] = [
            ("per_page", .integer(page.perPage)), ("count", .integer(page.set.records.count)), ("page", .integer(page.number)),
        ]
        let more = ("more_records", JSONValue.boolean(page.more))
        guard let paging = page.paging else { return JSONObject(counts + [more]) }
        let expiry = paging.expiry.map { ISO8601.dateTime($0, offset: records.offsets.offset(at: $0)) }
        return JSONObject(
            counts + [("sort_by", .string(paging.sortField)), ("sort_order", paging.isAscending ? "asc" : "desc"), more] + [
                ("next_page_token", .optional(paging.next)), ("previous_page_token", .optional(paging.previous)),
                ("page_token_expiry", .optional(expiry)),
            ])
    }
}
