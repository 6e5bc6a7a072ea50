import BulkFormats

/// Joins pages of CSV as ``CSVJoiner`` does, and puts a `'` in front of cells that a spreadsheet would calculate.
struct GuardedCSVJoiner: PageJoiner {
    private(set) var state: JoinState
    private let beginning: [UInt8]

    /// Bytes collected before they are written.
    private static let pieceSize = 262_144

    init(state: JoinState, style: CSVStyle) {
        self.state = state
        beginning = style.beginning
    }

    mutating func append(_ page: any PageText, to sink: any ByteSink) throws -> Int {
        let reader = CSVReader(dialect: CSVDialect(delimiter: UInt8(ascii: ",")), maximumRowBytes: 1 << 30, source: page.read)
        guard try reader.next() else { return 0 }
        var writer = CSVWriter(into: MemoryBlock(capacity: 2 * Self.pieceSize))
        defer { writer.block.deallocate() }
        // Names of fields are no formulas.
        for index in 0..<reader.count {
            if index > 0 { writer.separate() }
            writer.write(reader.raw(index))
        }
        let header = Array(writer.block.bytes)
        writer.block.count = 0
        if try state.begins(header: String(decoding: header, as: UTF8.self)) { try sink.append(beginning + header + [UInt8(ascii: "\n")]) }
        var count = 0
        var guarded: [UInt8] = []
        while try reader.next() {
            for index in 0..<reader.count {
                if index > 0 { writer.separate() }
                let cell = reader.raw(index)
                if FormulaGuard.guards(cell) {
                    guarded.removeAll(keepingCapacity: true)
                    guarded.append(FormulaGuard.sign)
                    guarded.append(contentsOf: cell)
                    guarded.withUnsafeBufferPointer { writer.write($0) }
                    state.guardedCells = (state.guardedCells ?? 0) + 1
                } else {
                    writer.write(cell)
                }
            }
            writer.endRow()
            count += 1
            if writer.block.count > Self.pieceSize { try Self.hand(&writer, to: sink) }
        }
        try Self.hand(&writer, to: sink)
        return count
    }

    func finish(_ sink: any ByteSink) throws {}

    private static func hand(_ writer: inout CSVWriter, to sink: any ByteSink) throws {
        try sink.append(Array(writer.block.bytes))
        writer.block.count = 0
    }
}
