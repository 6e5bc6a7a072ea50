import BulkFormats
import BulkModel

/// Opens the file of a resource as rows. (bulk write specification, section 5)
struct WriteSourceReader {
    /// Path of the uploaded archive.
    let path: String
    let limits: Limits

    /// - Parameter counter: counts the bytes of the file, unpacked, that are read.
    /// - Returns: a reader that stands in front of the header.
    /// - Throws: `ZIPError`.
    func open(_ source: WriteSource, counter: ByteCounter? = nil) throws -> CSVReader {
        let archive = try ZIPArchive(path: path)
        guard let entry = archive.entries.first(where: { $0.name == source.entry && !$0.isDirectory }) else {
            throw ZIPError.damaged(reason: "the entry \(source.fileName) is gone")
        }
        let bytes = try archive.open(entry, sizeLimit: UInt64(limits.inflatedSize))
        let damage = TextDamage()
        let decoder = TextDecoder(
            from: CharacterEncoding(name: source.encoding) ?? .utf8, isDetected: source.isEncodingDetected, damage: damage
        ) { buffer in
            let count = try bytes.read(into: buffer)
            counter?.add(count)
            return count
        }
        guard let delimiter = source.delimiter?.utf8.first else {
            // A job of a release that took the header's most frequent delimiter, and every line for a row.
            return try CSVReader(rowsLookedAt: 0, maximumRowBytes: limits.rowSize, source: decoder.read)
        }
        return CSVReader(
            dialect: CSVDialect(delimiter: delimiter), maximumRowBytes: limits.rowSize, selection: .records, damage: damage,
            source: decoder.read)
    }

    /// As ``open(_:counter:)``, behind the header and so many rows.
    func open(_ source: WriteSource, behind rows: Int, counter: ByteCounter? = nil) throws -> CSVReader {
        let reader = try open(source, counter: counter)
        for _ in 0...rows where try !reader.next() { break }
        return reader
    }
}
