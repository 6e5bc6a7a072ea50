import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// Writes the result archive of a job: one CSV for each resource, one line for each row. (bulk write specification, section 9.3)
struct ImportResultFile {
    let job: WriteJob
    let store: any OrganizationStore
    let sources: WriteSourceReader
    let quirks: Quirks
    let time: Date
    let checkpoint: () throws -> Void

    /// Columns of the file that a line repeats.
    private static let columnsShown = 3
    private static let blockSize = 262_144

    /// Blocks.
    func write(to file: AtomicFile) throws {
        let archive = ZIPWriter(sink: file.write)
        for (position, resource) in job.request.resources.enumerated() {
            try archive.beginEntry(Self.entryName(resource), modified: Int64(time.timeIntervalSince1970))
            // A file that can't be read to its end has the lines up to there.
            do {
                try write(OutcomeRows(resource, at: position, of: job.id, sources: sources, store: store), to: archive)
            } catch is ZIPError {
            } catch is CSVError {
            }
            try archive.endEntry()
        }
        try archive.finish()
    }

    /// `Deals-bulkwrite.csv` for `bulkwrite.csv`.
    private static func entryName(_ resource: WriteResource) -> String {
        let name = resource.source.fileName
        let base = name.lowercased().hasSuffix(".csv") ? String(name.dropLast(4)) : name
        return "\(resource.module.apiName)-\(base).csv"
    }

    private func write(_ rows: OutcomeRows, to archive: ZIPWriter) throws {
        var writer = CSVWriter(into: MemoryBlock(capacity: Self.blockSize))
        defer { writer.block.deallocate() }
        let shown = Array(Set(rows.resource.mappings.compactMap(\.index)).sorted().prefix(Self.columnsShown))
        for column in shown {
            writer.write(rows.header.indices.contains(column) ? rows.header[column] : "")
            writer.separate()
        }
        let isDocumented = quirks[.resultColumns]
        writer.write(raw: isDocumented ? "STATUS,RECORD_ID,ERRORS" : "ID,Status,Error")
        while try rows.next() {
            writer.endRow()
            for column in shown {
                writer.write(rows.reader.raw(column))
                writer.separate()
            }
            if isDocumented {
                writer.write(rows.status.word)
                writer.separate()
                if rows.record != 0 { writer.write(rows.record) }
            } else {
                if rows.record != 0 { writer.write(rows.record) }
                writer.separate()
                writer.write(rows.status.word)
            }
            writer.separate()
            if !rows.errors.isEmpty { writer.write(rows.errorText) }
            if writer.block.count > Self.blockSize - Self.blockSize / 8 {
                try checkpoint()
                try archive.write(writer.block.bytes)
                writer.block.count = 0
            }
        }
        try archive.write(writer.block.bytes)
    }
}
