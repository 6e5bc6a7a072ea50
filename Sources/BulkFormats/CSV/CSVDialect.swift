/// What a CSV file leaves open: the character between its cells.
public struct CSVDialect: Hashable, Sendable, Codable {
    /// An ASCII character, neither zero nor a quote nor a line end.
    public var delimiter: UInt8

    public init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// The delimiter that the header line has most of outside quotes: `,`, `;`, `|` or `:`, and in this order if they tie.
    ///
    /// A header line without any of them is that of a single column, and its dialect is the comma's.
    /// (bulk write specification, section 5.2)
    /// - Parameter start: the beginning of a text without byte-order mark. Only its first line that isn't blank is looked at.
    public static func detect(in start: UnsafeRawBufferPointer) -> CSVDialect {
        CSVHeaderLine(in: start).dialect
    }
}
