import BulkModel

/// How a stored value is written in a CSV cell. (bulk read specification, section 8.3)
enum CellFormat: Hashable, Sendable {
    case text
    case integer
    case boolean
    case date
    case dateTime
    case decimal(scale: Int)

    init(_ field: Field) {
        self =
            switch field.storedForm {
            case .text, .none: .text
            case .integer, .reference: .integer
            case .boolean: .boolean
            case .date: .date
            case .dateTime: .dateTime
            case .decimal(let scale): .decimal(scale: scale)
            }
    }
}
