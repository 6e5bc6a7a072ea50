/// What a CSV file leaves open: the character between its cells.
public struct CSVDialect: Hashable, Sendable, Codable {
    /// An ASCII character, neither zero nor a quote nor a line end.
    public var delimiter: UInt8

    public init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    public static let comma = CSVDialect(delimiter: UInt8(ascii: ","))

    /// The delimiters of the service: `,`, `;`, `|` and `:`. Of several that fit as well, the first is taken.
    /// (bulk write specification, section 5.2)
    public static let delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ":")]

    /// The delimiter by which the rows are as wide as the header.
    /// - Parameters:
    ///   - start: the beginning of a text without byte-order mark.
    ///   - delimiters: among which it is.
    public static func detect(in start: UnsafeRawBufferPointer, among delimiters: [UInt8] = CSVDialect.delimiters) -> CSVDialect {
        CSVDialectFinder(delimiters: delimiters).dialect(of: start, isWhole: true)
    }
}
