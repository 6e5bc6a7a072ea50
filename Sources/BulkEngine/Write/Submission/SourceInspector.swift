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
            if detector.encoding == .utf8 { return try finding.get() }
            // Reading may have ended early, at a row too many or a quote that another encoding doesn't have.
            return try read(entry, of: archive, as: try wholeEncoding(of: entry, in: archive), isDetected: true)
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

    private func wholeEncoding(of entry: ZIPArchiveEntry, in archive: ZIPArchive) throws -> CharacterEncoding {
        var detector = EncodingDetector()
        let reader = try archive.open(entry, sizeLimit: UInt64(limits.inflatedSize))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
        defer { buffer.deallocate() }
        while true {
            let count = try reader.read(into: buffer)
            if count == 0 { return detector.encoding }
            detector.consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func read(
        _ entry: ZIPArchiveEntry, of archive: ZIPArchive, as encoding: CharacterEncoding, isDetected: Bool,
        watch: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws -> Finding {
        let bytes = try archive.open(entry, sizeLimit: UInt64(limits.inflatedSize))
        let decoder = TextDecoder(from: encoding, isDetected: isDetected) { buffer in
            let count = try bytes.read(into: buffer)
            watch(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return count
        }
        let reader = try CSVReader(maximumRowBytes: limits.rowSize, source: decoder.read)
        guard try reader.next() else { throw BulkError.fileNotSupported("the file is empty: it has no header") }
        let header = (0..<reader.count).map { String(decoding: reader.value($0), as: UTF8.self) }
        var rows = 0
        while try reader.next() {
            rows += 1
            guard rows <= limits.rowsPerFile else {
                throw BulkError.fileNotSupported("the file has more than \(limits.rowsPerFile) rows")
            }
        }
        return Finding(
            source: WriteSource(
                upload: upload, entry: entry.name, fileName: entry.baseName, encoding: encoding.name, isEncodingDetected: isDetected,
                rows: rows),
            header: header)
    }
}
