import BulkFormats
import Foundation

/// Rows of a file that are not sent, on their way to the file of failed rows. Used by one thread at a time.
final class RefusedRows {
    private let source: Int
    private let path: String
    private let rows: FailedRows
    private var writer = CSVWriter(into: MemoryBlock(capacity: 65_536))
    private var file: OutputFile?
    private var tally: ErrorTally

    /// - Parameters:
    ///   - source: which of the files that are imported it is.
    ///   - path: where they are kept, without a header.
    init(of table: SourceTable, module: String, source: Int, path: String) {
        self.source = source
        self.path = path
        rows = FailedRows(header: table.header, module: module)
        tally = ErrorTally(module: module)
        try? FileManager.default.removeItem(atPath: path)
    }

    deinit {
        writer.block.deallocate()
    }

    /// Takes the row that a reader stands on.
    func add(_ reader: CSVReader, _ outcome: RowOutcome) throws {
        let file = try self.file ?? OutputFile(temporaryPath: path + ".partial")
        self.file = file
        tally.count(outcome, line: reader.line)
        rows.write(reader, outcome, line: reader.line, to: &writer)
        if writer.block.count > 32_768 { try flush(to: file) }
    }

    /// - Returns: how many there are and why; nil for none.
    func end() throws -> RefusedTable? {
        guard let file else { return nil }
        try flush(to: file)
        try file.commit(as: path)
        return RefusedTable(source: source, rows: tally.result.failed, errors: tally.result.errors)
    }

    private func flush(to file: OutputFile) throws {
        try file.write(writer.block.bytes)
        writer.block.count = 0
    }
}

/// The rows of a file that were not sent.
public struct RefusedTable: Hashable, Sendable, Codable {
    /// Which of the files that are imported: 0 for the parent.
    public var source: Int
    public var rows: Int
    /// Why.
    public var errors: [ImportError]
}
