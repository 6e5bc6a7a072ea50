/// Collects the headers of a part, which may arrive in any pieces.
struct MultipartHeaderLines {
    /// Lines without their ends, which may be bare line feeds. Lines that go on with a blank are joined to the one before.
    private(set) var lines: [[UInt8]] = []
    /// Bytes so far, line ends included.
    private(set) var count = 0
    private var line: [UInt8] = []

    /// - Parameter bytes: at most one line feed, as the last of them.
    /// - Returns: whether that was the blank line at the end.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        count += bytes.count
        line += bytes
        guard line.last == UInt8(ascii: "\n") else { return false }
        line.removeLast()
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        guard let first = line.first else { return true }
        if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"), let last = lines.indices.last {
            lines[last] += line
        } else {
            lines.append(line)
        }
        line = []
        return false
    }
}
