/// A row of a scan, kept: a value in its stored form, or nil, for each column.
public typealias StoredRow = [StoredValue?]

extension StoredValue {
    /// Copies a cell that a store lends; nil for an empty one.
    public init?(_ cell: RawCell) {
        if cell.isNull { return nil }
        self = cell.bytes == nil ? .integer(cell.number) : .text(String(decoding: cell.text, as: UTF8.self))
    }

    /// The number in it.
    public var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The text in it.
    public var text: String? {
        if case .text(let value) = self { value } else { nil }
    }
}
