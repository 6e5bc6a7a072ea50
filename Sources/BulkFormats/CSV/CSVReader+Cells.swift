extension CSVReader {
    /// The cells of the row; at most the number of them that are kept.
    @inlinable public var count: Int { current.pointee.count }

    /// Where the row begins: the line, from 1.
    public var line: Int { current.pointee.line }

    /// A cell without white space and invisible characters at its ends, which quotes don't protect.
    /// - Parameter column: from 0.
    /// - Returns: the text, valid until ``next()``; none for a column that the row doesn't have.
    @inlinable public func value(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        InvisibleCharacters.trimming(raw(column))
    }

    /// A cell without its quotes, and with all white space that is its content.
    /// - Parameter column: from 0.
    /// - Returns: the text, valid until ``next()``; none for a column that the row doesn't have.
    @inlinable public func raw(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let row = current
        guard UInt(bitPattern: column) < UInt(bitPattern: row.pointee.count), let bytes = row.pointee.bytes else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        let cell = row.pointee.cells[column]
        return UnsafeBufferPointer(start: bytes + Int(cell.start), count: Int(cell.end &- cell.start))
    }

    /// Where a cell begins in the text, its quote included.
    /// - Parameter column: from 0. A column that the row doesn't have is where the row ends.
    public func position(_ column: Int) -> CSVPosition {
        let row = current.pointee
        guard column >= 0, column < row.count else {
            return CSVPosition(line: row.line + row.lines, byte: row.offset + Int64(row.length), column: column)
        }
        let cell = row.cells[column]
        return CSVPosition(line: row.line + Int(cell.lines), byte: row.offset + Int64(cell.origin), column: column)
    }
}
