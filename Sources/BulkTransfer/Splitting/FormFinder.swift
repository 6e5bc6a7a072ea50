import BulkFormats

/// Finds out from a text's beginning how its table stands in it, as far as nobody has said.
struct FormFinder {
    private let options: SourceOptions

    /// The service's delimiters, and tabs, which a server gets commas for.
    static let delimiters = CSVDialect.delimiters + [UInt8(ascii: "\t")]
    /// Bytes that are looked at.
    private static let sampleSize = 262_144

    init(_ options: SourceOptions) {
        self.options = options
    }

    /// - Parameter text: UTF-8.
    func form(of text: ByteSource) throws -> CSVForm {
        let start = try Self.start(of: text)
        var form = CSVForm(.comma, quoting: options.quoting ?? .standard, skippedLines: options.skippedLines ?? 0)
        // Excel's own line says what separates cells, and isn't the header.
        let told = options.skippedLines == nil ? Self.delimiterTold(in: start) : nil
        if told != nil { form.skippedLines = 1 }
        let rows =
            form.skippedLines == 0 ? start : try Self.start(of: LineSkipper(form.skippedLines, source: PrefixedSource(start).read).read)
        if let delimiter = options.delimiter ?? told {
            form.dialect = CSVDialect(delimiter: delimiter)
        } else {
            form.dialect = rows.withUnsafeBytes { CSVDialect.detect(in: $0, among: Self.delimiters) }
        }
        if options.quoting == nil, try QuotingFinder(form, isWhole: start.count < Self.sampleSize).usesApostrophes(rows) {
            form.quoting = .apostrophe
        }
        if options.hasHeader == false {
            form.hasHeader = false
            form.columns = try Self.columns(of: rows, form)
        }
        return form
    }

    /// The bytes of a text's beginning.
    private static func start(of text: ByteSource) throws -> [UInt8] {
        var start: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { buffer.deallocate() }
        while start.count < sampleSize, case let count = try text(buffer), count > 0 { start += buffer[..<count] }
        return start
    }

    /// `sep=;` in the first line.
    private static func delimiterTold(in start: [UInt8]) -> UInt8? {
        var line = start.prefix(8).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        if line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\""), line.count > 1 { line = line.dropFirst().dropLast() }
        guard line.count == 5, line.prefix(4).elementsEqual("sep=".utf8) || line.prefix(4).elementsEqual("SEP=".utf8) else { return nil }
        return line.last
    }

    /// Cells of the first row that has a value.
    private static func columns(of rows: [UInt8], _ form: CSVForm) throws -> Int {
        let reader = CSVReader(
            dialect: form.dialect, maximumRowBytes: SourceTable.rowSize, selection: .records, source: PrefixedSource(rows).read)
        return try reader.next() ? reader.count : 1
    }
}
