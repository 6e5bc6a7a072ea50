public import BulkFormats

/// A CSV file that was read to its end once, so that what follows knows it can be read, and how.
public struct SourceTable: Hashable, Sendable {
    public let file: SourceFile
    public let encoding: CharacterEncoding
    /// Whether the encoding was found by looking and not given.
    public let isEncodingDetected: Bool
    /// The texts of the first row, without white space at their ends.
    public let header: [String]
    /// Rows below the header.
    public let rows: Int
    /// The first of those rows, each with as many cells as it has: texts without white space at their ends, long ones cut off.
    public let samples: [[String]]

    init(
        file: SourceFile, encoding: CharacterEncoding, isEncodingDetected: Bool, header: [String], rows: Int, samples: [[String]]
    ) {
        self.file = file
        self.encoding = encoding
        self.isEncodingDetected = isEncodingDetected
        self.header = header
        self.rows = rows
        self.samples = samples
    }

    /// Bytes that a row may have.
    static let rowSize = 32 * 1_048_576
    /// Cells that a row may have.
    static let columns = 16_384

    /// A reader that stands in front of the header.
    func open() throws -> CSVReader {
        try Self.open(file, as: encoding, isDetected: isEncodingDetected)
    }

    static func open(
        _ file: SourceFile, as encoding: CharacterEncoding, isDetected: Bool, watch: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws -> CSVReader {
        let bytes = try file.open()
        let decoder = TextDecoder(from: encoding, isDetected: isDetected) { buffer in
            let count = try bytes(buffer)
            watch?(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return count
        }
        // One more than is allowed, to tell when there are too many.
        return try CSVReader(maximumRowBytes: rowSize, maximumColumns: columns + 1, source: decoder.read)
    }
}
