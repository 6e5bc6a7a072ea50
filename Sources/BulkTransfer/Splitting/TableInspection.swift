import BulkFormats

/// What is found out about a CSV file by reading it once.
struct TableInspection {
    let table: SourceTable

    /// Rows that are kept as samples, and the bytes that a cell of them and all of them may have.
    private static let samples = 1_000
    private static let sampleSize = 128
    private static let samplesSize = 4 * 1_048_576

    /// - Parameters:
    ///   - lastColumn: of a table whose columns are named by their numbers.
    ///   - mended: what was read otherwise than it stands in the header.
    ///   - watch: sees the file's bytes.
    /// - Throws: ``TransferFailure``, and what reading throws.
    init(
        of file: SourceFile, as encoding: CharacterEncoding, isDetected: Bool, form: CSVForm, lastColumn: Int? = nil,
        mended: String? = nil, watch: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws {
        let reader = try SourceTable.open(file, as: encoding, isDetected: isDetected, form: form, watch: watch)
        guard try reader.next() else { throw TransferFailure(.file, "\(file.name) is empty: its first row must name the columns") }
        let header = (0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }
        let (headerLine, headerTrouble) = (reader.line, reader.trouble)
        try Self.check(header, of: file)
        var survey = CSVSurvey(columns: header.count)
        var broken = BrokenRows()
        var samples: [[String]] = []
        var lines: [Int] = []
        var size = 0
        while try reader.next() {
            guard reader.count <= SourceTable.columns else {
                throw TransferFailure(
                    .file, "\(file.name), line \(reader.line): the row has more than \(SourceTable.columns) cells. Is the delimiter right?")
            }
            survey.look(at: reader)
            if let trouble = reader.trouble {
                broken.add(trouble)
            } else if samples.count < Self.samples, size < Self.samplesSize {
                samples.append((0..<reader.count).map { Self.sample(reader.value($0)) })
                if lines.count < HeaderFinder.rows { lines.append(reader.line) }
                size += samples[samples.count - 1].reduce(0) { $0 + $1.utf8.count + 16 }
            }
        }
        let mender = HeaderMender(header: header, trouble: headerTrouble, survey: survey)
        if form.hasHeader, form.names == nil, let finding = mender.finding() ?? mender.finding(lastColumn: lastColumn) {
            var form = form
            (form.names, form.skippedLines) = (finding.names, headerLine)
            table = try Self(of: file, as: encoding, isDetected: isDetected, form: form, mended: finding.note).table
            return
        }
        // A header that can't be read is no header: everything hangs on it.
        if let headerTrouble {
            throw TransferFailure(.file, "\(file.name), the header: \(TroubleWords.text(headerTrouble, encoding: encoding))")
        }
        if let width = survey.usualWidth { throw Self.tooWide(survey, width: width, of: file) }
        table = SourceTable(
            file: file, encoding: encoding, isEncodingDetected: isDetected, form: form, shape: survey.shape, header: header,
            rows: survey.rows, samples: samples, sampleLines: lines,
            notes: SourceNotes(
                form: form, mended: mended, survey: survey, passedOver: reader.passedOver, broken: broken,
                guessed: isDetected && encoding == .latin1 ? Self.beyondASCII(in: samples) : nil
            ).texts)
    }

    private static func check(_ header: [String], of file: SourceFile) throws {
        guard !header.contains(where: { $0.utf8.contains(0) }) else {
            throw TransferFailure(
                .file,
                "\(file.name) is no text, for its first line has zero bytes. If it is UTF-16 without a byte-order mark, name the encoding UTF-16LE or UTF-16BE"
            )
        }
    }

    private static func tooWide(_ survey: CSVSurvey, width: Int, of file: SourceFile) -> TransferFailure {
        TransferFailure(
            .file,
            """
            \(file.name): the header names \(survey.columns) columns, but \(survey.wide.count) of \(survey.rows) rows have more cells, most of them \(width); the \
            first is in line \(survey.wide.first[0]). If the rows have names of their own, name their column in the header; if the header lacks a delimiter, \
            put it there; if values have the delimiter in them, quote them
            """)
    }

    /// The first value of the samples that isn't ASCII, so that people see whether it was read well.
    private static func beyondASCII(in samples: [[String]]) -> String {
        for row in samples {
            if let cell = row.first(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) { return cell }
        }
        return ""
    }

    private static func sample(_ cell: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: cell.prefix(sampleSize), as: UTF8.self)
    }
}

/// Rows of a file that can't be trusted as they stand, for a note before anything is sent.
struct BrokenRows {
    private(set) var quotes = CSVLines()
    private(set) var bytes = CSVLines()
    private(set) var others = CSVLines()

    mutating func add(_ trouble: CSVTrouble) {
        switch trouble {
        case .undecodable: bytes.add(trouble.line)
        case .otherTable: others.add(trouble.line)
        case .strayQuote, .surplusCells, .shifted: quotes.add(trouble.line)
        }
    }
}
