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
        let rows = Self.drop(form.skippedLines, of: start)
        if let delimiter = options.delimiter ?? told {
            form.dialect = CSVDialect(delimiter: delimiter)
        } else {
            form.dialect = rows.withUnsafeBytes { CSVDialect.detect(in: $0, among: Self.delimiters) }
        }
        if options.hasHeader == false {
            form.hasHeader = false
            form.columns = try Self.columns(of: rows, form)
        }
        return form
    }

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

    private static func drop(_ lines: Int, of start: [UInt8]) -> [UInt8] {
        guard lines > 0 else { return start }
        var place = 0
        var rest = start
        let skipper = LineSkipper(lines) { buffer in
            let count = min(buffer.count, start.count - place)
            buffer.copyBytes(from: start[place..<place + count])
            place += count
            return count
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(start.count, 1), alignment: 16)
        defer { buffer.deallocate() }
        rest = []
        while let count = try? skipper.read(into: buffer), count > 0 { rest += buffer[..<count] }
        return rest
    }

    /// Cells of the first row that has a value.
    private static func columns(of rows: [UInt8], _ form: CSVForm) throws -> Int {
        var place = 0
        let reader = CSVReader(dialect: form.dialect, maximumRowBytes: SourceTable.rowSize, selection: .records) { buffer in
            let count = min(buffer.count, rows.count - place)
            buffer.copyBytes(from: rows[place..<place + count])
            place += count
            return count
        }
        return try reader.next() ? reader.count : 1
    }
}
