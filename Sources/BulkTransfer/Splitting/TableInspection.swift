import BulkFormats

/// What is found out about a CSV file by reading it once.
struct TableInspection {
    private let table: SourceTable
    /// The line of the first row that has the character which stands for what can't be decoded.
    private var damagedLine: Int?

    /// Rows that are kept as samples, and the bytes that a cell of them and all of them may have.
    private static let samples = 1_000
    private static let sampleSize = 128
    private static let samplesSize = 4 * 1_048_576
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// - Parameter watch: sees the file's bytes.
    /// - Throws: ``TransferFailure``, and what reading throws.
    init(
        of file: SourceFile, as encoding: CharacterEncoding, isDetected: Bool, watch: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws {
        let reader = try SourceTable.open(file, as: encoding, isDetected: isDetected, watch: watch)
        guard try reader.next() else { throw TransferFailure(.file, "\(file.name) is empty: its first row must name the columns") }
        let header = (0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }
        try Self.check(header, of: file)
        var samples: [[String]] = []
        var size = 0
        repeat {
            guard reader.count <= SourceTable.columns else {
                throw TransferFailure(
                    .file, "\(file.name), line \(reader.line): the row has more than \(SourceTable.columns) cells. Is the delimiter right?")
            }
            if damagedLine == nil, !(isDetected && encoding == .utf8), Self.isDamaged(reader) { damagedLine = reader.line }
            if reader.row > 1, samples.count < Self.samples, size < Self.samplesSize {
                samples.append((0..<reader.count).map { Self.sample(reader.value($0)) })
                size += samples[samples.count - 1].reduce(0) { $0 + $1.utf8.count + 16 }
            }
        } while try reader.next()
        table = SourceTable(
            file: file, encoding: encoding, isEncodingDetected: isDetected, header: header, rows: reader.row - 1, samples: samples)
    }

    /// - Parameter isValid: whether every byte is known to be text, so that what looks undecodable was so before.
    /// - Throws: ``TransferFailure`` if something can't be decoded.
    func checkedTable(isValid: Bool = false) throws -> SourceTable {
        guard let damagedLine, !isValid else { return table }
        let way =
            table.isEncodingDetected
            ? "which was guessed: name the file's encoding" : "so the encoding is another: name it, or leave it out"
        throw TransferFailure(
            .file, "\(table.file.name), line \(damagedLine): the row has bytes that are no text in \(table.encoding.name), \(way)")
    }

    private static func check(_ header: [String], of file: SourceFile) throws {
        guard !header.contains(where: { $0.utf8.contains(0) }) else {
            throw TransferFailure(
                .file,
                "\(file.name) is no text, for its first line has zero bytes. If it is UTF-16 without a byte-order mark, name the encoding UTF-16LE or UTF-16BE"
            )
        }
    }

    private static func isDamaged(_ reader: CSVReader) -> Bool {
        (0..<reader.count).contains { column in
            let cell = reader.raw(column)
            guard let first = cell.firstIndex(of: replacement[0]) else { return false }
            return (first..<cell.count).contains { cell[$0] == replacement[0] && cell[$0...].starts(with: replacement) }
        }
    }

    private static func sample(_ cell: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: cell.prefix(sampleSize), as: UTF8.self)
    }
}
