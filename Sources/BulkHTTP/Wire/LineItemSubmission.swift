import BulkModel

/// Line items as v2 sends them, put into the words of later versions. (platform specification, section 14.4)
enum LineItemSubmission {
    private static let names = [
        "product": "Product_Name", "quantity": "Quantity", "list_price": "List_Price", "book": "Price_Book_Name",
        "product_description": "Description", "line_tax": "Line_Tax",
    ]

    /// Records as later versions would send them. Those that use the later names already stay as they are.
    static func translated(_ records: [JSONValue], of module: Module) -> [JSONValue] {
        guard let lines = module.fields.first(where: \.isLineItems) else { return records }
        return records.map { record in
            guard var object = record.object, let items = object[Field.lineItemsInV2], object[lines.apiName] == nil else { return record }
            object[Field.lineItemsInV2] = nil
            object[lines.apiName] = items.array.map { .array($0.map(translated)) } ?? items
            return .object(object)
        }
    }

    private static func translated(_ item: JSONValue) -> JSONValue {
        guard let object = item.object else { return item }
        return .object(JSONObject(object.members.map { (names[$0.name] ?? $0.name, $0.value) }))
    }
}
