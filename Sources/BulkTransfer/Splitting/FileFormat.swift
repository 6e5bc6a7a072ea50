/// What a file is that isn't CSV, told by its first bytes whatever its name says.
enum FileFormat: Hashable {
    case zip, workbook, oldWorkbook, officeDocument, openDocument
    case gzip, bzip2, xz, zstandard, sevenZip, rar
    case pdf, image, markup, database

    /// - Returns: nil for what may be CSV.
    /// - Throws: ``TransferFailure`` if the file can't be read.
    init?(of path: String) throws {
        let file = try InputFile(path: path)
        var start: [UInt8] = []
        try withUnsafeTemporaryAllocation(byteCount: 512, alignment: 8) { buffer in
            start = Array(buffer[..<(try file.read(into: buffer))])
        }
        self.init(start: start)
    }

    private static let signatures: [(FileFormat, [UInt8])] = [
        (.zip, [0x50, 0x4B, 3, 4]), (.zip, [0x50, 0x4B, 5, 6]), (.oldWorkbook, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (.gzip, [0x1F, 0x8B]), (.bzip2, Array("BZh".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
        (.bzip2, Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26]), (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]),
        (.zstandard, [0x28, 0xB5, 0x2F, 0xFD]),
        (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), (.rar, Array("Rar!".utf8) + [0x1A, 7]), (.pdf, Array("%PDF-".utf8)),
        (.image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]), (.image, [0xFF, 0xD8, 0xFF]), (.image, Array("GIF8".utf8)),
        (.database, Array("SQLite format 3\0".utf8)),
    ]

    init?(start: [UInt8]) {
        if let known = Self.signatures.first(where: { start.starts(with: $0.1) }) {
            self = known.0
            return
        }
        var text = start[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        text = text.drop { $0 == 0x20 || 9...13 ~= $0 }
        let word = String(decoding: text.prefix(14), as: UTF8.self).lowercased()
        guard word.hasPrefix("<?xml ") || word.hasPrefix("<!doctype html") || word.hasPrefix("<html") || word.hasPrefix("<table") else {
            return nil
        }
        self = .markup
    }

    /// What a file is, and what to do with it.
    func words(for path: String) -> String {
        switch self {
        case .zip: "\(path) is a ZIP archive"
        case .workbook: "\(path) is an Excel workbook, not a CSV file: save each of its sheets as CSV"
        case .oldWorkbook:
            "\(path) is a workbook or another document of old Excel or Office, not a CSV file: open it, and save each of its sheets as CSV"
        case .officeDocument: "\(path) is a document of Office, not a CSV file: copy its table into a spreadsheet, and save that as CSV"
        case .openDocument:
            "\(path) is an OpenDocument file of LibreOffice, not a CSV file: if it is a spreadsheet, save each of its sheets as CSV"
        case .gzip: compressed(path, "gzip", "gzip -dc")
        case .bzip2: compressed(path, "bzip2", "bzip2 -dc")
        case .xz: compressed(path, "xz", "xz -dc")
        case .zstandard: compressed(path, "zstd", "zstd -dc")
        case .sevenZip: "\(path) is an archive of 7-Zip: unpack it, and import the CSV files in it"
        case .rar: "\(path) is a RAR archive: unpack it, and import the CSV files in it"
        case .pdf: "\(path) is a PDF, not a CSV file: get the data from where it was made, as CSV"
        case .image: "\(path) is an image, not a CSV file"
        case .markup: "\(path) is HTML or XML, not a CSV file, even if a spreadsheet opens it: open it there, and save it as CSV"
        case .database: "\(path) is an SQLite database, not a CSV file: export its tables as CSV"
        }
    }

    private func compressed(_ path: String, _ name: String, _ command: String) -> String {
        "\(path) is compressed with \(name): unpack it first, as in: \(command) FILE | longshore import MODULE - --insert"
    }
}
