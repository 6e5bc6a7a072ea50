import BulkFormats

/// What is cut into parts: a file, or what a part has turned out to hold too much of.
struct CutTable {
    /// How it is read.
    let table: SourceTable
    /// The file that the rows come from, for messages.
    let source: SourceFile
    /// Its name in archives.
    let name: String
    /// Where its rows come from; nil for the file itself.
    private let origins: RowOrigins?
    /// What its rows become, and where those go that are refused; nil for what was prepared before.
    let preparation: RowPreparation?
    private let refused: RefusedRows?

    init(_ table: SourceTable, name: String, preparation: RowPreparation? = nil, refused: RefusedRows? = nil) {
        self.table = table
        self.name = name
        self.preparation = preparation
        self.refused = refused
        source = table.file
        origins = nil
    }

    /// A table of an archive.
    /// - Parameter origins: of all its rows.
    init(_ other: CutTable, in archive: PartArchive, origins: RowOrigins) {
        name = other.name
        source = other.source
        preparation = nil
        refused = nil
        self.origins = origins
        table = SourceTable(
            file: SourceFile(path: archive.file.temporaryPath, entry: name, name: name), encoding: .utf8, isEncodingDetected: false,
            header: other.table.header, rows: origins.count, samples: [])
    }

    /// - Returns: a reader that stands on the header.
    /// - Throws: ``TransferFailure``, also if the file isn't what it was when it was inspected.
    func open() throws -> CSVReader {
        do {
            let reader = try table.open()
            guard try reader.next() else { throw hasChanged }
            return reader
        } catch {
            throw TransferFailure(reading: source, error)
        }
    }

    /// Reads the next row that can be sent.
    /// - Parameter keepsRefused: whether rows that can't are put aside, for which there must be one pass only.
    /// - Returns: false at the end.
    /// - Throws: ``TransferFailure``, also if the file has other rows than when it was inspected.
    func next(of reader: CSVReader, keepsRefused: Bool = true) throws -> Bool {
        while try read(reader) {
            guard let outcome = preparation?.refusal(of: reader) else { return true }
            if keepsRefused { try refused?.add(reader, outcome) }
        }
        guard reader.row == table.rows + 1 else { throw hasChanged }
        return false
    }

    private func read(_ reader: CSVReader) throws -> Bool {
        do {
            return try reader.next()
        } catch {
            throw TransferFailure(reading: source, error)
        }
    }

    /// Where the row comes from that a reader stands on.
    func origin(of reader: CSVReader) throws -> RowOrigins.Origin {
        guard reader.row <= table.rows + 1 else { throw hasChanged }
        let own = RowOrigins.Origin(row: reader.row - 1, line: reader.line)
        guard let origins else { return own }
        guard let origin = origins[own.row - 1] else { throw hasChanged }
        return origin
    }

    private var hasChanged: TransferFailure {
        TransferFailure(.file, "\(source.name) was changed while it was read: begin again")
    }

    /// - Parameters:
    ///   - origin: of a row that is too large on its own.
    ///   - what: that is too large.
    func tooLarge(_ origin: RowOrigins.Origin, _ what: String, limit: Int) -> TransferFailure {
        TransferFailure(
            .file,
            "\(source.name), line \(origin.line): \(what) larger than the \(limit) bytes that a job takes. Leave it out, or shorten it")
    }
}
