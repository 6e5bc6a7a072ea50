import BulkFormats
import BulkStore

/// Turns rows into the bytes of a file, block by block. One conforming type for each kind of file.
protocol ExportWriter {
    /// What is written so far; it is taken away and replaced between two rows.
    var block: MemoryBlock { get set }

    mutating func begin()

    /// - Parameter cells: in the order of the plan's columns, the record id first.
    mutating func write(_ cells: UnsafeBufferPointer<RawCell>)

    mutating func end()
}
