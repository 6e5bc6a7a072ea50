import BulkFormats
import BulkStore

/// Writes rows of raw cells as CSV. Part of the hot loop: nothing is allocated for a row.
struct CSVRowEncoder {
    private let formats: [CellFormat]
    private let offsets: UTCOffsets

    /// - Parameter offsets: the zone whose offset date-times are shown with.
    init(formats: [CellFormat], offsets: UTCOffsets) {
        self.formats = formats
        self.offsets = offsets
    }

    static func writeHeader(_ names: [String], to writer: inout CSVWriter) {
        for (index, name) in names.enumerated() {
            if index > 0 { writer.separate() }
            writer.write(name)
        }
        writer.endRow()
    }

    @inline(__always)
    func write(_ cells: UnsafeBufferPointer<RawCell>, to writer: inout CSVWriter) {
        for index in 0..<cells.count {
            if index > 0 { writer.separate() }
            let cell = cells[index]
            if !cell.isNull { write(cell, as: formats[index], to: &writer) }
        }
        writer.endRow()
    }

    @inline(__always)
    private func write(_ cell: RawCell, as format: CellFormat, to writer: inout CSVWriter) {
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
