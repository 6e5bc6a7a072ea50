import BulkFormats

extension CSVWriter {
    /// Writes the row that a reader stands on, with as many cells as it has.
    mutating func copyRow(of reader: CSVReader) {
        for column in 0..<reader.count {
            if column > 0 { separate() }
            write(reader.raw(column))
        }
        endRow(isEmpty: reader.count == 1 && reader.raw(0).isEmpty)
    }

    /// As ``copyRow(of:)``, so that no reader can take another character for the delimiter.
    mutating func copyHeader(of reader: CSVReader) {
        for column in 0..<reader.count {
            if column > 0 { separate() }
            let cell = reader.raw(column)
            if cell.contains(where: Self.mayDelimit) {
                write(raw: "\"" + String(decoding: cell, as: UTF8.self).replacing("\"", with: "\"\"") + "\"")
            } else {
                write(cell)
            }
        }
        endRow(isEmpty: reader.count == 1 && reader.raw(0).isEmpty)
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

    /// What a file may have between its cells. (bulk write specification, section 5.2)
    private static func mayDelimit(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":")
    }
}
