import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// Carries out one export: scan and writing on this thread, deflate and the disk on a second one beside it.
struct ReadWorker {
    let job: ReadJob
    let plan: ReadPlan
    let store: any OrganizationStore
    let schema: Schema
    /// IANA name of the zone of the user who asked.
    let timeZone: String
    /// Released when the worker has run.
    let file: AtomicFile
    let time: any TimeSource
    let metrics: EngineMetrics
    /// Called after every block; what it throws ends the export.
    let checkpoint: () throws -> Void
    /// Told how far the export is, after every block.
    let progress: ExportProgress

    /// Blocks between the two threads: enough that neither waits for the other's hiccups.
    private static let blocks = 6
    private static let blockSize = 262_144

    /// What an export has seen: the scan's own account, and the last record.
    private typealias Account = (summary: ScanSummary, last: ObjectID?, bytes: Int)

    /// Blocks until the archive is complete and durable.
    /// - Throws: ``Interrupted``, and whatever store and disk throw; the half-written file is gone then.
    func run() throws -> ReadResult {
        defer { file.release() }
        let pipe = BlockPipe(blocks: Self.blocks, size: Self.blockSize)
        let packager = ResultPackager(pipe: pipe, file: file, entry: "\(job.id).\(job.query.fileType.rawValue)", time: time.now)
        let compression = BackgroundThread(name: "deflate \(job.id)") { try packager.run() }
        let account: Account
        do {
            account = try metrics.measured(.reading, of: .read) { try write(to: pipe) }
            pipe.finish()
            progress.scanned()
        } catch {
            pipe.giveUp()
            // The packager's own failure is the cause if both have failed.
            try compression.join()
            throw error
        }
        try metrics.measured(.packing, of: .read) {
            try compression.join()
            try file.commit()
        }
        metrics.exported(rows: account.summary.rows, bytes: file.size)
        return ReadResult(
            page: plan.page, perPage: plan.perPage, count: account.summary.rows, bytes: account.bytes, moreRecords: account.summary.more,
            completedTime: time.now, lastRecord: account.last)
    }

    private func write(to pipe: BlockPipe) throws -> Account {
        guard let block = pipe.emptyBlock() else { throw Interrupted() }
        switch job.query.fileType {
        case .csv:
            let export = CSVExport(into: block, columns: plan.columns, offsets: UTCOffsets.cached(named: timeZone))
            return try write(export, to: pipe)
        case .ics:
            let occurrences = try CalendarExport.occurrences(in: store, schema)
            return try write(CalendarExport(into: block, timeZone: timeZone, occurrences: occurrences), to: pipe)
        }
    }

    private func write(_ export: some ExportWriter, to pipe: BlockPipe) throws -> Account {
        var export = export
        var last: Int64?
        var rows = 0
        var bytes = 0
        export.begin()
        // A block is handed on a little before it is full, so that a usual row never makes it grow.
        let threshold = Self.blockSize - Self.blockSize / 8
        // A block that is not handed on goes back to the pipe, whose it is.
        var holdsBlock = true
        defer { if holdsBlock { pipe.recycle(export.block) } }
        let summary = try store.scan(plan.scan) { cells in
            last = cells[0].number
            rows += 1
            export.write(cells)
            if export.block.count >= threshold {
                try checkpoint()
                bytes += export.block.count
                pipe.send(export.block)
                holdsBlock = false
                progress.wrote(rows: rows, bytes: bytes, lastID: cells[0].number)
                guard let empty = pipe.emptyBlock() else { throw Interrupted() }
                export.block = empty
                holdsBlock = true
            }
        }
        export.end()
        bytes += export.block.count
        pipe.send(export.block)
        holdsBlock = false
        if let last { progress.wrote(rows: rows, bytes: bytes, lastID: last) }
        return (summary, last.map { ObjectID($0) }, bytes)
    }
}
