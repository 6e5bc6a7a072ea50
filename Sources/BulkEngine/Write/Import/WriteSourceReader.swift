import BulkFormats
import BulkModel

/// Opens the file of a resource as rows. (bulk write specification, section 5)
struct WriteSourceReader {
    /// Path of the uploaded archive.
    let path: String
    let limits: Limits

    /// - Returns: a reader that stands in front of the header.
    /// - Throws: `ZIPError`.
    func open(_ source: WriteSource) throws -> CSVReader {
        let archive = try ZIPArchive(path: path)
        guard let entry = archive.entries.first(where: { $0.name == source.entry && !$0.isDirectory }) else {
            throw ZIPError.damaged(reason: "the entry \(source.fileName) is gone")
        }
        let bytes = try archive.open(entry, sizeLimit: UInt64(limits.inflatedSize))
        let decoder = TextDecoder(
            from: CharacterEncoding(name: source.encoding) ?? .utf8, isDetected: source.isEncodingDetected, source: bytes.read)
        return try CSVReader(maximumRowBytes: limits.rowSize, source: decoder.read)
    }

    /// As ``open(_:)``, behind the header and so many rows.
    func open(_ source: WriteSource, behind rows: Int) throws -> CSVReader {
        let reader = try open(source)
        for _ in 0...rows where try !reader.next() { break }
        return reader
    }
}
