import BulkEngine
import BulkModel

/// A line item of a quote, order or invoice as v2 shows it. (platform specification, section 14.4)
struct LineItemBody {
    let record: Record
    let set: RecordSet
    let records: RecordBody

    var body: JSONValue {
        [
            "product": product, "quantity": value("Quantity"), "Discount": value("Discount"),
            "total_after_discount": value("Total_After_Discount"), "net_total": value("Net_Total"), "book": reference("Price_Book_Name"),
            "Tax": value("Tax"), "list_price": value("List_Price"), "unit_price": value("Unit_Price"),
            "quantity_in_stock": other("Qty_in_Stock"), "total": value("Total"), "id": .id(record.id),
            "product_description": value("Description"), "line_tax": lineTax,
        ]
    }

    private var lineTax: JSONValue {
        let taxes = value("Line_Tax")
        return taxes == .null ? [] : taxes
    }

    private var product: JSONValue {
        guard let product = target("Product_Name") else { return .null }
        return ["Product_Code": other("Product_Code"), "name": .optional(product.name), "id": .id(product.id)]
    }

    private func value(_ name: String) -> JSONValue {
        guard let position = set.fields.firstIndex(where: { $0.apiName == name }) else { return .null }
        return records.body(record.values[position], of: set.fields[position])
    }

    /// In v2, other objects are known by their ids alone here.
    private func reference(_ name: String) -> JSONValue {
        target(name).map { .id($0.id) } ?? .null
    }

    /// A field of the product.
    private func other(_ name: String) -> JSONValue {
        guard let other = target("Product_Name")?.others.first(where: { $0.field.apiName == name }) else { return .null }
        return records.body(.stored(other.value), of: other.field)
    }

    private func target(_ name: String) -> RecordReference? {
        guard let position = set.fields.firstIndex(where: { $0.apiName == name }), case .reference(let reference) = record.values[position]
        else { return nil }
        return reference
    }
}
