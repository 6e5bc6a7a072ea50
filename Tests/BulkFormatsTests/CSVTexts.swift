@testable import BulkFormats

/// What a reader finds in a text, for expectations.
enum CSVTexts {
    struct Cell: Hashable {
        var raw: String
        var value: String
        var position: CSVPosition
    }

    /// A source that gives a text in pieces.
    static func source(_ text: String, pieces: Int = .max) -> ByteSource {
        let bytes = Array(text.utf8)
        var given = 0
        return { buffer in
            let count = min(buffer.count, pieces, bytes.count - given)
            buffer.copyBytes(from: bytes[given..<given + count])
            given += count
            return count
        }
    }

    static func reader(
        _ text: String, delimiter: Character = ",", maximumRowBytes: Int = 1_000_000, bufferSize: Int = 262_144, pieces: Int = .max
    ) -> CSVReader {
        CSVReader(
            dialect: CSVDialect(delimiter: delimiter.asciiValue!), maximumRowBytes: maximumRowBytes, bufferSize: bufferSize,
            source: source(text, pieces: pieces))
    }

    /// All rows, or those before the error.
    static func rows(_ reader: CSVReader) -> (rows: [[Cell]], error: (any Error)?) {
        var rows: [[Cell]] = []
        do {
            while try reader.next() { rows.append((0..<reader.count).map { cell(reader, column: $0) }) }
        } catch {
            return (rows, error)
        }
        return (rows, nil)
    }

    private static func cell(_ reader: CSVReader, column: Int) -> Cell {
        Cell(
            raw: String(decoding: reader.raw(column), as: UTF8.self), value: String(decoding: reader.value(column), as: UTF8.self),
            position: reader.position(column))
    }

    static func cells(_ reader: CSVReader) throws -> [[Cell]] {
        let (rows, error) = rows(reader)
        if let error { throw error }
        return rows
    }

    static func values(_ text: String, delimiter: Character = ",") throws -> [[String]] {
        try cells(reader(text, delimiter: delimiter)).map { $0.map(\.value) }
    }

    static func raw(_ text: String, delimiter: Character = ",") throws -> [[String]] {
        try cells(reader(text, delimiter: delimiter)).map { $0.map(\.raw) }
    }
}
