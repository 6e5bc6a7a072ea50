/// Where a cell begins, its opening quote and the blanks before it included.
public struct CSVPosition: Hashable, Sendable {
    /// From 1. Line ends within quotes count.
    public var line: Int
    /// Bytes of the decoded text before it.
    public var byte: Int64
    /// From 0.
    public var column: Int

    public init(line: Int, byte: Int64, column: Int) {
        self.line = line
        self.byte = byte
        self.column = column
    }
}
