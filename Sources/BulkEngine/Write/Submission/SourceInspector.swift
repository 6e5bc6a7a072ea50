import BulkFormats
import BulkModel

/// Looks into an uploaded archive before a job is made of it: which entry, how encoded, what header, how many rows.
///
/// The whole file is read once, so that a file that is broken anywhere is refused here and not halfway through the job.
struct SourceInspector {
    let path: String
    let upload: ObjectID
    let limits: Limits
    /// Quirk ``Quirk/ignoreHiddenEntries``.
    let ignoresHiddenEntries: Bool
    /// Canonical name of the encoding that the request gave.
    let encoding: CharacterEncoding?

    /// A file that can be imported.
    struct Finding {
        var source: WriteSource
        /// Trimmed texts of the first row.
        var header: [String]
    }

    /// Blocks.
    /// - Parameter fileName: the entry's name as the request gave it.
    /// - Throws: `FILE_NOT_FOUND`, `FILE_NOT_SUPPORTED`.
    func inspect(fileName: String?) throws -> Finding {
        do {
            let archive = try ZIPArchive(path: path)
            try checkSizes(of: archive)
            let entry = try EntryChoice(of: archive, ignoresHidden: ignoresHiddenEntries).entry(named: fileName)
            if let encoding { return try read(entry, of: archive, as: encoding, isDetected: false) }
            // Most files are UTF-8, so they are read as such while their encoding is found out.
            var detector = EncodingDetector()
            let finding = Result { try read(entry, of: archive, as: .utf8, isDetected: true) { detector.consume($0) } }
            if detector.encoding == .utf8, let utf16 = detector.unmarkedUTF16 {
                throw BulkError.fileNotSupported(
                    "the file looks like \(utf16.name) without a byte-order mark: name that as character_encoding")
            }
            if detector.encoding == .utf8 {
                var found = try finding.get()
                if detector.controls > 0 {
                    found.source.notes = (found.source.notes ?? []) + [SourceNote(.controlCharacters, count: detector.controls)]
                }
                return found
            }
            // Reading may have ended early, at a row too many or a quote that another encoding doesn't have.
            let whole = try EncodingDetector(reading: try archive.open(entry, sizeLimit: UInt64(limits.inflatedSize)).read)
            guard whole.encoding != .latin1 || whole.looksWestern else {
                throw BulkError.fileNotSupported(
                    "the file is neither UTF-8 nor like a text in a Western encoding: name its encoding as character_encoding")
            }
            return try read(entry, of: archive, as: whole.encoding, isDetected: true)
        } catch let error as ZIPError {
            throw BulkError.fileNotSupported("\(error)")
        } catch let error as CSVError {
            throw BulkError.fileNotSupported("\(error)")
        }
    }

    /// What the archive says of its sizes; while an entry is read, it can't become larger than that.
    private func checkSizes(of archive: ZIPArchive) throws {
        let total = archive.entries.reduce(0.0) { $0 + Double($1.size) }
        guard total <= Double(limits.inflatedSize) else {
            throw BulkError.fileNotSupported("the files in the archive are together larger than \(limits.inflatedSize) bytes")
        }
        for entry in archive.entries where entry.size > UInt64(limits.inflationFloor) {
            guard entry.size / UInt64(limits.inflationRatio) <= entry.compressedSize else {
                throw BulkError.fileNotSupported("a file is more than \(limits.inflationRatio) times larger than in the archive")
            }
        }
    }

    private func read(
        _ entry: ZIPArchiveEntry, of archive: ZIPArchive, as encoding: CharacterEncoding, isDetected: Bool,
        watch: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws -> Finding {
        let bytes = try archive.open(entry, sizeLimit: UInt64(limits.inflatedSize))
        let damage = TextDamage()
        let decoder = TextDecoder(from: encoding, isDetected: isDetected, damage: damage) { buffer in
            let count = try bytes.read(into: buffer)
            watch(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return count
        }
        let reader = try CSVReader(maximumRowBytes: limits.rowSize, selection: .records, damage: damage, source: decoder.read)
        guard try reader.next() else { throw BulkError.fileNotSupported("the file is empty: it has no header") }
        let header = (0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }
        try check(header, reader.trouble, encoding)
        var survey = CSVSurvey(columns: header.count)
        while try reader.next() {
            survey.look(at: reader)
            guard survey.rows <= limits.rowsPerFile else {
                throw BulkError.fileNotSupported("the file has more than \(limits.rowsPerFile) rows")
            }
        }
        if let width = survey.usualWidth {
            throw BulkError.fileNotSupported(
                "the header has \(header.count) columns, but \(survey.wide.count) of \(survey.rows) rows have \(width) cells or so, the first in line "
                    + "\(survey.wide.first[0]): the header lacks a column, or the rows have names of their own, or a delimiter within cells isn't quoted"
            )
        }
        var source = WriteSource(
            upload: upload, entry: entry.name, fileName: entry.baseName, encoding: encoding.name, isEncodingDetected: isDetected,
            rows: survey.rows)
        source.delimiter = String(UnicodeScalar(reader.dialect.delimiter))
        source.hasEmptyColumn = survey.shape.hasEmptyColumn
        source.notesShortRows = survey.hasFewShortRows
        let notes = notes(survey, reader.passedOver, isGuessed: isDetected && encoding == .latin1)
        source.notes = notes.isEmpty ? nil : notes
        return Finding(source: source, header: header)
    }

    /// A header that can't be read is no header: everything hangs on it.
    private func check(_ header: [String], _ trouble: CSVTrouble?, _ encoding: CharacterEncoding) throws {
        switch trouble {
        case .strayQuote(let line, let column):
            throw BulkError.fileNotSupported(
                "line \(line), column \(column + 1): the header has a quote that isn't closed where its name ends: close it, or take it away"
            )
        case .undecodable(let line, let column, let byte):
            throw BulkError.fileNotSupported(
                "line \(line), column \(column + 1): the header has the byte \(byte.hex), which is no text in \(encoding.name)")
        case .surplusCells, .shifted, .otherTable, nil: break
        }
        let isExcels = header.first?.lowercased().hasPrefix("sep=") == true && header.dropFirst().allSatisfy(\.isEmpty)
        guard !isExcels else {
            throw BulkError.fileNotSupported(
                "the first line begins with sep=, which tells Excel what separates cells: take the line away; the delimiter is found without it"
            )
        }
    }

    private func notes(_ survey: CSVSurvey, _ passedOver: CSVPassedOver, isGuessed: Bool) -> [SourceNote] {
        var notes: [SourceNote] = []
        func add(_ code: SourceNote.Code, _ lines: CSVLines) {
            if lines.count > 0 { notes.append(SourceNote(code, count: lines.count, lines: lines.first)) }
        }
        if isGuessed { notes.append(SourceNote(.guessedEncoding, count: survey.rows)) }
        add(.emptyLines, passedOver.empty)
        add(.repeatedHeaders, passedOver.headers)
        add(.otherTable, passedOver.otherHeaders)
        add(.shortRows, survey.short)
        if survey.shape.hasEmptyColumn { add(.lostDelimiter, survey.longer) }
        if let line = survey.cutOffLine { notes.append(SourceNote(.cutOff, count: 1, lines: [line])) }
        if survey.apostropheColumn != nil { notes.append(SourceNote(.apostrophes, count: survey.rows)) }
        return notes
    }
}

extension UInt8 {
    /// Two digits, as people name bytes: `E9`.
    var hex: String {
        let digits = String(self, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
    }
}
