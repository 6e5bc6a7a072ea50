import BulkFormats
import BulkModel
import Foundation

/// The rows of a file that became no record, each whole, with what is wrong with it: a file that is to be corrected and imported as it is.
///
/// Columns are the file's, then those of Longshore's own report, whose names are no field's. Cells beyond the header come last.
struct FailedRows {
    /// Of the file.
    let header: [String]
    let module: String
    /// Columns of the file that are repeated; those of an earlier report are left behind.
    private let shown: [Int]

    private static let blockSize = 131_072

    init(header: [String], module: String) {
        self.header = header
        self.module = module
        shown = header.indices.filter { !ReportColumns.names.contains(header[$0]) }
    }

    /// What was found.
    struct Tally: Hashable {
        var failed = 0
        var skipped = 0
        var errors: [ImportError] = []
    }

    /// Writes the rows of a part's table that failed, without a header; no file if there are none.
    /// - Parameter origins: the places of its rows in the source.
    /// - Throws: ``TransferFailure``.
    func collect(_ table: SourceFile, origins: RowOrigins, outcomes: any OutcomeSource, into path: String) throws -> Tally {
        do {
            let reader = try SourceTable.open(written: table)
            guard try reader.next() else { throw TransferFailure(.incomplete, "\(table.path) is empty") }
            let file = try OutputFile(temporaryPath: path + ".partial")
            defer { file.release() }
            var writer = CSVWriter(into: MemoryBlock(capacity: Self.blockSize * 2))
            defer { writer.block.deallocate() }
            var tally = ErrorTally(module: module)
            while try reader.next() {
                guard let outcome = try outcomes.next(line: reader.line) else { continue }
                guard let origin = origins[reader.row - 2] else {
                    throw TransferFailure(.incomplete, "\(table.path) has more rows than it had")
                }
                tally.count(outcome, line: origin.line)
                write(reader, outcome, line: origin.line, to: &writer)
                if writer.block.count > Self.blockSize {
                    try file.write(writer.block.bytes)
                    writer.block.count = 0
                }
            }
            try outcomes.checkEnd()
            try file.write(writer.block.bytes)
            try? FileManager.default.removeItem(atPath: path)
            if tally.result.failed + tally.result.skipped > 0 { try file.commit(as: path) }
            return tally.result
        } catch let error as TransferFailure {
            throw error
        } catch {
            throw TransferFailure(reading: table, error)
        }
    }

    func write(_ reader: CSVReader, _ outcome: RowOutcome, line: Int, to writer: inout CSVWriter) {
        for column in shown {
            writer.write(reader.raw(column))
            writer.separate()
        }
        writer.write(outcome.status)
        writer.separate()
        writer.write(outcome.record)
        writer.separate()
        writer.write(Int64(line))
        writer.separate()
        writer.write(outcome.errorText)
        writer.separate()
        writer.write(outcome.hintText)
        // Rows that are not in have no notes; the column is there so that a report and a file of failed rows are alike.
        writer.separate()
        for column in header.count..<max(header.count, reader.count) {
            writer.separate()
            writer.write(reader.raw(column))
        }
        writer.endRow()
    }

    /// Makes one file of what parts have left.
    /// - Throws: ``TransferFailure``.
    func join(_ pieces: [String], into path: String) throws {
        let file = try DurableFile(path: path + ".part", size: 0)
        defer { file.release() }
        var writer = CSVWriter(into: MemoryBlock(capacity: Self.blockSize))
        defer { writer.block.deallocate() }
        for column in shown {
            writer.write(header[column])
            writer.separate()
        }
        writer.write(raw: ReportColumns.names.joined(separator: ","))
        writer.endRow()
        try file.append(writer.block.bytes)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockSize, alignment: 16)
        defer { buffer.deallocate() }
        for piece in pieces {
            let input = try InputFile(path: piece)
            while case let count = try input.read(into: buffer), count > 0 {
                try file.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
        try file.synchronize()
        guard rename(path + ".part", path) == 0 else { throw TransferFailure(cannot: "write", path, code: errno) }
        DurableFile.synchronizeFolder(URL(filePath: path).deletingLastPathComponent().path)
    }
}
