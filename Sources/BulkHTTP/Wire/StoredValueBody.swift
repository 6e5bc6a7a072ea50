import BulkFormats
import BulkModel
import BulkStore

/// Stored values as the record API and COQL write them. (platform specification, section 13)
struct StoredValueBody {
    /// The zone of the user who asks; times are shown with its offset.
    let offsets: UTCOffsets

    /// The value of a field; for a lookup, the id it leads to as text.
    func body(_ value: StoredValue?, of field: Field) -> JSONValue {
        switch (field.storedForm, value) {
        case (_, nil), (.none, _): .null
        case (.text, .text(let text)?): body(text, of: field)
        case (.integer, .integer(let number)?): field.dataType == .bigint ? .string(String(number)) : .integer(number)
        case (.reference, .integer(let number)?): .string(String(number))
        case (.boolean, .integer(let number)?): .boolean(number != 0)
        case (.date, .integer(let days)?): .string(ISO8601.date(days))
        case (.dateTime, .integer(let seconds)?):
            .string(ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds)))
        case (.decimal(let scale), .integer(let number)?): .number(DecimalText.text(number, scale: scale))
        case (_, .text(let text)?): .string(text)
        case (_, .integer(let number)?): .integer(number)
        }
    }

    private func body(_ text: String, of field: Field) -> JSONValue {
        if field.dataType == .multiselectpicklist { return .strings(text.split(separator: ";").map(String.init)) }
        if field.dataType == .linetax { return .array((LineTax.list(text) ?? []).map(\.json)) }
        // Rules and reminders are objects of one member, which is called like the type.
        if field.dataType == .recurrence || field.dataType == .alarm { return [field.dataType.rawValue: .string(text)] }
        if field.jsonType == "jsonarray" { return .array(text.split(separator: ",").map { ["name": .string(String($0))] }) }
        return .string(text)
    }
}
