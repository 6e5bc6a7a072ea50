/// The row that a reader stands on. All places are in bytes from its beginning.
@usableFromInline struct CSVRow {
    /// A cell's place.
    @usableFromInline struct Cell {
        /// The content, without quotes.
        @usableFromInline var start: UInt32
        @usableFromInline var end: UInt32
        /// Where the cell itself begins, its quote included.
        var origin: UInt32
        /// Line ends of the row before the cell.
        var lines: UInt32

        @inline(__always)
        init(start: Int, end: Int, origin: Int, lines: Int) {
            self.start = UInt32(truncatingIfNeeded: start)
            self.end = UInt32(truncatingIfNeeded: end)
            self.origin = UInt32(truncatingIfNeeded: origin)
            self.lines = UInt32(truncatingIfNeeded: lines)
        }
    }

    @usableFromInline var bytes: UnsafePointer<UInt8>?
    @usableFromInline var cells: UnsafeMutablePointer<Cell>
    @usableFromInline var count = 0
    var capacity: Int
    /// Bytes of the row, its line end not counted.
    var length = 0
    /// The line it begins in, from 1, and the line ends within it.
    var line = 1
    var lines = 0
    /// Bytes of the text before it.
    var offset: Int64 = 0

    init(capacity: Int) {
        self.capacity = capacity
        cells = .allocate(capacity: capacity)
    }

    mutating func grow(to size: Int) {
        let larger = UnsafeMutablePointer<Cell>.allocate(capacity: size)
        larger.update(from: cells, count: capacity)
        cells.deallocate()
        cells = larger
        capacity = size
    }
}
