/// Called by libFuzzer with each input: the first byte says how much memory the reader gets, the rest is the text.
@_cdecl("LLVMFuzzerTestOneInput") public func testCSV(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let text = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let setting = Int(data[0])
    // Where rows are short, the header line may be too long to be searched for the delimiter.
    let isShort = setting % 4 == 0
    let limit = isShort ? setting : 1_000_000
    let delimiter = isShort ? Array(",;|:".utf8)[setting / 4 % 4] : nil
    let large = CSVReading(of: text, maximumRowBytes: limit, bufferSize: 262_144, pieces: 262_144, delimiter: delimiter)
    let tiny = CSVReading(of: text, maximumRowBytes: limit, bufferSize: 1 + setting % 31, pieces: 1 + setting % 7, delimiter: delimiter)
    expect(tiny == large, "with little memory it is something else")
    checkPositions(of: large, in: text)
    checkWriting(of: large)
    return 0
}

/// Cells stand where they are said to: in order, at the start, after a delimiter or after a line end.
private func checkPositions(of reading: CSVReading, in text: [UInt8]) {
    var last = -1
    for row in reading.rows {
        for (column, cell) in row.cells.enumerated() {
            let byte = Int(cell.position.byte)
            expect(byte > last && byte <= text.count && cell.position.column == column)
            last = byte
            guard byte > 0 else { continue }
            let before = text[byte - 1]
            expect(column > 0 ? before == reading.delimiter : before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r"))
        }
    }
}

/// What was read and is written again reads as the same.
private func checkWriting(of reading: CSVReading) {
    var writer = CSVWriter(into: MemoryBlock(capacity: 1))
    defer { writer.block.deallocate() }
    // A row of one empty cell is written as a line without any character, which is no row.
    let rows = reading.rows.map { $0.cells.map(\.raw) }.filter { $0 != [[]] }
    for row in rows {
        for (column, cell) in row.enumerated() {
            if column > 0 { writer.separate() }
            cell.withUnsafeBufferPointer { writer.write($0) }
        }
        writer.endRow()
    }
    let again = CSVReading(of: Array(writer.block.bytes), maximumRowBytes: 10_000_000, bufferSize: 64, pieces: 64, delimiter: 0x2C)
    expect(again.error == nil && again.rows.map { $0.cells.map(\.raw) } == rows, "written and read again it is something else")
}

/// All that a reader says of a text.
private struct CSVReading: Equatable {
    struct Cell: Equatable {
        var value: [UInt8]
        var raw: [UInt8]
        var position: CSVPosition
    }

    struct Row: Equatable {
        var cells: [Cell]
        var line: Int
    }

    var rows: [Row] = []
    var delimiter: UInt8 = 0
    var error: CSVError?

    /// - Parameters:
    ///   - pieces: bytes that the source gives at a time.
    ///   - delimiter: nil to have it found in the header line.
    init(of text: [UInt8], maximumRowBytes: Int, bufferSize: Int, pieces: Int, delimiter: UInt8? = nil) {
        var rest = text[...]
        let source: ByteSource = { buffer in
            let count = min(rest.count, buffer.count, pieces)
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
        do {
            let reader =
                if let delimiter {
                    CSVReader(
                        dialect: CSVDialect(delimiter: delimiter), maximumRowBytes: maximumRowBytes, bufferSize: bufferSize, source: source)
                } else {
                    try CSVReader(maximumRowBytes: maximumRowBytes, bufferSize: bufferSize, source: source)
                }
            self.delimiter = reader.dialect.delimiter
            while try reader.next() { rows.append(row(of: reader)) }
            let hasMore = try reader.next()
            expect(!hasMore, "the end stays the end")
        } catch {
            self.error = error as? CSVError
            expect(self.error != nil)
        }
    }

    private func row(of reader: CSVReader) -> Row {
        let cells = (0..<reader.count).map { column in
            Cell(value: Array(reader.value(column)), raw: Array(reader.raw(column)), position: reader.position(column))
        }
        expect(reader.value(reader.count).isEmpty && reader.raw(reader.count).isEmpty)
        return Row(cells: cells, line: reader.line)
    }
}
