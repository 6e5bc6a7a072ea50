public import BulkFormats
import BulkModel

/// A CSV file that was read to its end once, so that what follows knows it can be read, and how.
public struct SourceTable: Hashable, Sendable {
    public let file: SourceFile
    public let encoding: CharacterEncoding
    /// Whether the encoding was found by looking and not given.
    public let isEncodingDetected: Bool
    /// How the table stands in the file; nil for a file that Longshore has written itself.
    public let form: CSVForm?
    /// How wide its rows are.
    public let shape: CSVShape
    /// The texts of the first row, without white space at their ends.
    public let header: [String]
    /// Rows below the header.
    public let rows: Int
    /// The first of those rows, each with as many cells as it has: texts without white space at their ends, long ones cut off.
    public let samples: [[String]]
    /// Where the first few of them begin, from 1.
    let sampleLines: [Int]
    /// What a person should know of the file.
    public internal(set) var notes: [String]

    init(
        file: SourceFile, encoding: CharacterEncoding, isEncodingDetected: Bool, form: CSVForm? = nil, shape: CSVShape? = nil,
        header: [String], rows: Int, samples: [[String]], sampleLines: [Int] = [], notes: [String] = []
    ) {
        self.file = file
        self.encoding = encoding
        self.isEncodingDetected = isEncodingDetected
        self.form = form
        var shape = shape ?? CSVShape(columns: header.count)
        shape.reportColumn = header.firstIndex(of: ReportColumns.first)
        self.shape = shape
        self.header = header
        self.rows = rows
        self.samples = samples
        self.sampleLines = sampleLines
        self.notes = notes
    }

    /// Bytes that a row may have.
    static let rowSize = 32 * 1_048_576
    /// Cells that a row may have.
    static let columns = 16_384

    /// A reader that stands in front of the header.
    public func open() throws -> CSVReader {
        guard let form else { return try Self.open(written: file) }
        return try Self.open(file, as: encoding, isDetected: isEncodingDetected, form: form)
    }

    /// A reader of the records of somebody's file.
    /// - Parameter watch: sees the file's bytes.
    static func open(
        _ file: SourceFile, as encoding: CharacterEncoding, isDetected: Bool, form: CSVForm,
        watch: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws -> CSVReader {
        let damage = TextDamage()
        let text = try text(of: file, as: encoding, isDetected: isDetected, damage: damage, watch: watch)
        // One more cell than is allowed, to tell when there are too many.
        return form.reader(maximumRowBytes: rowSize, maximumColumns: columns + 1, damage: damage, source: text)
    }

    /// A reader of a file that Longshore, or a server, has written: UTF-8 with commas, each line a row.
    static func open(written file: SourceFile) throws -> CSVReader {
        let text = try text(of: file, as: .utf8, isDetected: false)
        return CSVReader(dialect: .comma, maximumRowBytes: rowSize, maximumColumns: columns + 1, source: text)
    }

    /// A file's text as UTF-8.
    static func text(
        of file: SourceFile, as encoding: CharacterEncoding, isDetected: Bool, damage: TextDamage? = nil,
        watch: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws -> ByteSource {
        let bytes = try file.open()
        let decoder = TextDecoder(from: encoding, isDetected: isDetected, damage: damage) { buffer in
            let count = try bytes(buffer)
            watch?(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return count
        }
        return decoder.read
    }
}
