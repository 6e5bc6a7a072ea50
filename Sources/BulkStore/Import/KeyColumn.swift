/// Values to look records up by: a column of a batch, and which of its rows.
public struct KeyColumn: Sendable {
    public let batch: RecordBatch
    public let column: Int
    public let rows: Range<Int>

    public init(_ batch: RecordBatch, column: Int, rows: Range<Int>) {
        self.batch = batch
        self.column = column
        self.rows = rows
    }
}

/// What was found for each key, in the order of the keys.
public struct RecordMatches: Sendable {
    /// A record that has the value; zero if none has.
    public private(set) var records: [Int64] = []
    /// Whether more than one record has it.
    public private(set) var isSeveral: [Bool] = []
    /// The attributes of the record, as many for each key as were asked for.
    public private(set) var attributes: [Int64?] = []
    private let width: Int

    /// - Parameter attributes: how many come with each match.
    public init(attributes width: Int) {
        self.width = width
    }

    public mutating func append(_ record: Int64, isSeveral several: Bool, attributes values: [Int64?]) {
        records.append(record)
        isSeveral.append(several)
        attributes.append(contentsOf: values)
    }

    public mutating func appendNone() {
        records.append(0)
        isSeveral.append(false)
        for _ in 0..<width { attributes.append(nil) }
    }

    public func attribute(_ index: Int, of key: Int) -> Int64? {
        attributes[key * width + index]
    }
}
