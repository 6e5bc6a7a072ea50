/// The part of a text that is in memory: the row being read, and what the source gave beyond it.
///
/// It grows only for a row larger than itself, and never far beyond the bytes a row may have.
final class CSVWindow {
    /// Bytes that can be read beyond the filled ones, so that words need not end where the text does.
    static let padding = CSVScanner.marksLength

    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    /// Bytes filled from the front.
    private(set) var filled = 0
    /// Where the row being read begins.
    private(set) var rowStart = 0
    /// Bytes of the text before the window.
    private(set) var offset: Int64 = 0
    private var isAtEnd = false
    private let source: ByteSource

    init(size: Int, source: @escaping ByteSource) {
        capacity = max(size, 1)
        bytes = Self.allocate(capacity)
        self.source = source
    }

    deinit {
        bytes.deallocate()
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + padding)
        bytes.initialize(repeating: 0, count: capacity + padding)
        return bytes
    }

    /// The row being read, as far as it is in memory. Moves when the window is filled.
    var row: UnsafeMutablePointer<UInt8> { bytes + rowStart }

    /// Bytes from the row's beginning on.
    var available: Int { filled - rowStart }

    /// Lets the row begin so many bytes later.
    func advance(by count: Int) {
        rowStart += count
    }

    /// Gets more bytes. The row keeps its own, though they may move.
    /// - Parameter limit: the most that the window may grow to.
    /// - Returns: false at the text's end.
    /// - Throws: what the source throws.
    func fill(limit: Int) throws -> Bool {
        if isAtEnd { return false }
        if rowStart > 0, capacity - filled < capacity / 2 || rowStart == filled { moveRowToFront() }
        if filled == capacity { grow(to: max(min(capacity * 2, limit), capacity + 1)) }
        let count = try source(UnsafeMutableRawBufferPointer(start: bytes + filled, count: capacity - filled))
        filled += count
        // A byte that stands out, so that who looks at the first byte of a cell needn't first ask whether there is one.
        bytes[filled] = 0
        isAtEnd = count == 0
        return count > 0
    }

    private func moveRowToFront() {
        bytes.update(from: bytes + rowStart, count: available)
        offset += Int64(rowStart)
        filled = available
        rowStart = 0
    }

    private func grow(to size: Int) {
        let larger = Self.allocate(size)
        larger.update(from: bytes, count: filled)
        bytes.deallocate()
        bytes = larger
        capacity = size
    }
}
