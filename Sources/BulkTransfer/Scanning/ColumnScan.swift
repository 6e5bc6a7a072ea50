import BulkFormats

/// Reads columns whose meaning depends on their cells, all of them in one pass. Used by one thread at a time.
final class ColumnScan {
    private final class Column {
        let column: Int
        private let isText: Bool
        /// Of columns with few different texts.
        private let cells: DistinctCells?
        private(set) var tally: ColumnTally

        init(_ task: ScanTask) {
            column = task.column
            isText = task.kind == .text
            tally = ColumnTally(task)
            cells = tally.isCounted ? DistinctCells() : nil
        }

        func add(_ cell: UnsafeBufferPointer<UInt8>, line: Int) {
            if isText {
                if OddCells.mayBeOdd(cell) { tally.add(cell, count: 1, line: line) }
            } else if let cells, cell.count <= DistinctCells.longest {
                if cells.add(cell, line: line) { return }
                finish()
                _ = cells.add(cell, line: line)
            } else {
                tally.add(cell, count: 1, line: line)
            }
        }

        func finish() {
            cells?.empty { tally.add($0, count: $1, line: $2) }
        }
    }

    private let columns: [Column]

    init(_ tasks: [ScanTask]) {
        columns = tasks.map(Column.init)
    }

    /// - Parameter cell: a column's text without white space at its ends; none if the row ends before it.
    private func add(line: Int, _ cell: (_ column: Int) -> UnsafeBufferPointer<UInt8>) {
        for column in columns {
            let text = cell(column.column)
            if !text.isEmpty { column.add(text, line: line) }
        }
    }

    private func tallies() -> [Int: ColumnTally] {
        for column in columns { column.finish() }
        return Dictionary(columns.map { ($0.column, $0.tally) }) { first, _ in first }
    }

    /// Reads a file to its end.
    /// - Returns: tallies by columns, from 0.
    /// - Throws: ``TransferFailure``.
    static func tallies(_ tasks: [ScanTask], of table: SourceTable) throws -> [Int: ColumnTally] {
        guard !tasks.isEmpty else { return [:] }
        let scan = ColumnScan(tasks)
        do {
            let reader = try table.open()
            guard try reader.next() else { return scan.tallies() }
            while try reader.next() { scan.add(line: reader.line, reader.value) }
        } catch {
            throw TransferFailure(reading: table.file, error)
        }
        return scan.tallies()
    }

    /// As the other, of rows in memory that stand below a header of one line.
    static func tallies(_ tasks: [ScanTask], of rows: [[String]]) -> [Int: ColumnTally] {
        let scan = ColumnScan(tasks)
        for (index, row) in rows.enumerated() {
            for column in scan.columns where row.indices.contains(column.column) {
                let text = Array(row[column.column].utf8)
                text.withUnsafeBufferPointer { cell in
                    let cell = CellTranslation.trimmed(cell)
                    if !cell.isEmpty { column.add(cell, line: index + 2) }
                }
            }
        }
        return scan.tallies()
    }
}
