/// Cells that were one, and were cut at a delimiter because its quotes are not where a cell begins: `Vest"light, warm"`.
extension CSVReader {
    /// Tells of an unquoted cell whose quote opens something, and of another one behind it that ends with a quote.
    ///
    /// Inches are no such quotes: they stand behind a number, with nothing or a blank behind them, or in pairs.
    @inline(never) func findCutCells() {
        let row = current.pointee
        let bytes = window.row
        var opened: Int?
        for column in 0..<row.count where row.cells[column].origin == row.cells[column].start {
            let cell = Int(row.cells[column].start)..<Int(row.cells[column].end)
            let quotes = cell.count { bytes[$0] == UInt8(ascii: "\"") }
            guard quotes % 2 == 1 else { continue }
            if let opened, bytes[cell.upperBound - 1] == UInt8(ascii: "\"") {
                trouble = .strayQuote(line: row.line + Int(row.cells[opened].lines), column: opened)
                return
            }
            let opens = cell.dropLast().contains { place in
                let next = bytes[place + 1]
                return bytes[place] == UInt8(ascii: "\"") && next != UInt8(ascii: "\"") && !CSVScanner.isWhiteSpace(next)
            }
            if opens { opened = column }
        }
    }
}
