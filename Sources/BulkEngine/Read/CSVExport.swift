import BulkFormats
import BulkStore

/// Writes rows of raw cells as CSV. Part of the hot loop: nothing is allocated for a row.
struct CSVExport: ExportWriter {
    private var writer: CSVWriter
    private let headers: [String]
    private let formats: [CellFormat]
    private let offsets: UTCOffsets

    /// - Parameter offsets: the zone whose offset date-times are shown with.
    init(into block: MemoryBlock, columns: [ReadPlan.Column], offsets: UTCOffsets) {
        writer = CSVWriter(into: block)
        headers = columns.map(\.header)
        formats = columns.map(\.format)
        self.offsets = offsets
    }

    var block: MemoryBlock {
        get { writer.block }
        set { writer.block = newValue }
    }

    mutating func begin() {
        for (index, name) in headers.enumerated() {
            if index > 0 { writer.separate() }
            writer.write(name)
        }
        writer.endRow()
    }

    @inline(__always)
    mutating func write(_ cells: UnsafeBufferPointer<RawCell>) {
        for index in 0..<cells.count {
            if index > 0 { writer.separate() }
            let cell = cells[index]
            if !cell.isNull { write(cell, as: formats[index]) }
        }
        writer.endRow()
    }

    func end() {}

    @inline(__always)
    private mutating func write(_ cell: RawCell, as format: CellFormat) {
        switch format {
        case .text:
            // Numbers in a text column are a store's own affinity; they are shown as they lie there.
            if cell.bytes == nil { writer.write(cell.number) } else { writer.write(cell.text) }
        case .integer: writer.write(cell.number)
        case .boolean: writer.write(cell.number != 0)
        case .date: writer.write(date: cell.number)
        case .dateTime: writer.write(dateTime: cell.number, offset: offsets.offset(at: cell.number))
        case .decimal(let scale): writer.write(cell.number, scale: scale)
        }
    }
}
