extension CSVHeaderLine {
    /// Fills a window until the header line is in it as a whole, or the row is too long to be read anyway.
    /// - Parameter limit: the bytes that a row may have.
    /// - Throws: what the window's source throws.
    init(buffering window: CSVWindow, limit: Int) throws {
        while true {
            var hasMore = true
            while hasMore, window.filled < window.capacity { hasMore = try window.fill(limit: limit + 1) }
            // Looked at only when there is twice as much of it, so that all looks together take no longer than two.
            self.init(in: UnsafeRawBufferPointer(start: window.bytes, count: window.filled))
            if isComplete || !hasMore || window.filled > limit { return }
            _ = try window.fill(limit: limit + 1)
        }
    }
}
