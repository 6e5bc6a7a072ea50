/// Records as they were before a batch changed them: what undoing it takes. Cells that did not change are told as such, not repeated.
public struct BeforeImages: Hashable, Sendable {
    /// API names of the columns.
    public let columns: [String]
    /// Each record's id and its cells in the order of the columns, packed.
    public private(set) var bytes: [UInt8] = []
    public private(set) var count = 0

    public init(columns: [String]) {
        self.columns = columns
    }

    /// - Parameters:
    ///   - bytes: what ``bytes`` was.
    ///   - count: records in it.
    public init(columns: [String], bytes: [UInt8], count: Int) {
        self.columns = columns
        self.bytes = bytes
        self.count = count
    }

    /// Begins a record; its cells follow.
    public mutating func append(record: Int64) {
        count += 1
        append(number: record)
    }

    /// A cell that has the same value after the change.
    public mutating func appendUnchanged() {
        bytes.append(Tag.unchanged.rawValue)
    }

    public mutating func append(_ cell: RawCell) {
        if cell.isNull {
            bytes.append(Tag.null.rawValue)
        } else if cell.bytes == nil {
            bytes.append(Tag.integer.rawValue)
            append(number: cell.number)
        } else {
            bytes.append(Tag.text.rawValue)
            append(number: cell.number)
            bytes.append(contentsOf: cell.text)
        }
    }

    /// What a cell was.
    public enum Cell: Hashable, Sendable {
        case unchanged
        case null
        case value(StoredValue)
    }

    /// The records, unpacked; nil if the bytes are damaged.
    public func records() -> [(id: Int64, cells: [Cell])]? {
        var place = 0
        var records: [(Int64, [Cell])] = []
        for _ in 0..<count {
            guard let id = number(at: &place) else { return nil }
            var cells: [Cell] = []
            for _ in columns {
                guard place < bytes.count, let tag = Tag(rawValue: bytes[place]) else { return nil }
                place += 1
                switch tag {
                case .unchanged: cells.append(.unchanged)
                case .null: cells.append(.null)
                case .integer:
                    guard let value = number(at: &place) else { return nil }
                    cells.append(.value(.integer(value)))
                case .text:
                    guard let length = number(at: &place), length >= 0, Int(length) <= bytes.count - place else { return nil }
                    cells.append(.value(.text(String(decoding: bytes[place..<place + Int(length)], as: UTF8.self))))
                    place += Int(length)
                }
            }
            records.append((id, cells))
        }
        return place == bytes.count ? records : nil
    }

    private enum Tag: UInt8 {
        case null, integer, text, unchanged
    }

    private mutating func append(number: Int64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private func number(at place: inout Int) -> Int64? {
        guard place + 8 <= bytes.count else { return nil }
        defer { place += 8 }
        return bytes.withUnsafeBytes { Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int64.self)) }
    }
}
