import BulkFormats

extension CSVWriter {
    /// Writes the row that a reader stands on.
    /// - Parameter preparation: what its cells become; nil to write as many as it has, as they are.
    mutating func copyRow(of reader: CSVReader, _ preparation: RowPreparation? = nil) {
        let count = preparation?.width(of: reader) ?? reader.count
        for column in 0..<count {
            if column > 0 { separate() }
            if let bytes = preparation?.replacement(column) {
                bytes.withUnsafeBufferPointer { write($0) }
            } else {
                write(reader.raw(column))
            }
        }
        endRow(isEmpty: count == 1 && (preparation?.replacement(0)?.isEmpty ?? reader.raw(0).isEmpty))
    }

    /// Writes the header, every name between quotes: so no reader can take another character for the delimiter, and it is plain that
    /// cells of the rows are quoted where they need it.
    mutating func copyHeader(of reader: CSVReader) {
        for column in 0..<reader.count {
            if column > 0 { separate() }
            write(raw: "\"" + String(decoding: reader.raw(column), as: UTF8.self).replacing("\"", with: "\"\"") + "\"")
        }
        endRow(isEmpty: false)
    }

    /// Writes rows that were written before.
    mutating func write(rows: [UInt8]) {
        rows.withUnsafeBufferPointer { bytes in
            guard let source = bytes.baseAddress else { return }
            block.end(withRoomFor: bytes.count).update(from: source, count: bytes.count)
            block.count += bytes.count
        }
    }

    /// A line without any character would be no row.
    private mutating func endRow(isEmpty: Bool) {
        if isEmpty { write(raw: "\"\"") }
        endRow()
    }
}
