import BulkFormats
import BulkModel
import BulkStore

extension COQLAggregate {
    /// Decimal places that an average has behind those of the field.
    static let averageDigits = 2

    /// The aggregate of a field's values.
    func column(of path: FieldPath) -> RecordAggregation.Column {
        switch self {
        case .sum: .sum(path)
        case .minimum: .least(path)
        case .maximum: .greatest(path)
        case .average: .average(path, digits: Self.averageDigits)
        case .count: .count(path)
        }
    }

    /// Whether the aggregate means anything for a field: sums and averages are of numbers, and a smallest there is of what has an order.
    func applies(to field: Field) -> Bool {
        guard self != .count else { return true }
        guard !field.isRecordID, !field.isEncrypted else { return false }
        return switch field.storedForm {
        case .integer, .decimal: true
        case .date, .dateTime: self == .minimum || self == .maximum
        case .none, .text, .boolean, .reference: false
        }
    }

    /// A field whose values are written as those of the aggregate.
    func resultField(of field: Field) -> Field {
        switch (self, field.storedForm) {
        case (.count, _): Field(id: field.id, apiName: field.apiName, dataType: .integer)
        case (.average, .decimal(let scale)):
            Field(id: field.id, apiName: field.apiName, dataType: .double, decimalPlaces: scale + Self.averageDigits)
        case (.average, _): Field(id: field.id, apiName: field.apiName, dataType: .double, decimalPlaces: Self.averageDigits)
        default: field
        }
    }
}
