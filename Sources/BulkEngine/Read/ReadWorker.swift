import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// Carries out one export: scan and CSV on this thread, deflate and writing on a second one beside it.
struct ReadWorker {
    let job: ReadJob
    let plan: ReadPlan
    let store: any OrganizationStore
    /// The zone of the user who asked.
    let offsets: UTCOffsets
    let file: AtomicFile
    let time: any TimeSource
    /// Called after every block; what it throws ends the export.
    let checkpoint: () throws -> Void

    /// Blocks between the two threads: enough that neither waits for the other's hiccups.
    private static let blocks = 6
    private static let blockSize = 262_144

    /// Blocks until the archive is complete and durable.
    /// - Throws: ``Interrupted``, and whatever store and disk throw; the half-written file is gone then.
    func run() throws -> ReadResult {
        let pipe = BlockPipe(blocks: Self.blocks, size: Self.blockSize)
        let packager = ResultPackager(pipe: pipe, file: file, entry: "\(job.id).csv", time: time.now)
        let compression = BackgroundThread(name: "deflate \(job.id)") { try packager.run() }
        let (summary, last): (ScanSummary, ObjectID?)
        do {
            (summary, last) = try writeCSV(to: pipe)
            pipe.finish()
        } catch {
            pipe.giveUp()
            // The packager's own failure is the cause if both have failed.
            try compression.join()
            throw error
        }
        try compression.join()
        try file.commit()
        return ReadResult(
            page: plan.page, perPage: plan.perPage, count: summary.rows, moreRecords: summary.more, completedTime: time.now,
            lastRecord: last)
    }

    /// - Returns: what the scan has seen, and the last record of it.
    private func writeCSV(to pipe: BlockPipe) throws -> (ScanSummary, ObjectID?) {
        guard let first = pipe.emptyBlock() else { throw Interrupted() }
        var writer = CSVWriter(into: first)
        let encoder = CSVRowEncoder(formats: plan.columns.map(\.format), offsets: offsets)
        CSVRowEncoder.writeHeader(plan.columns.map(\.header), to: &writer)
        // A block is handed on a little before it is full, so that a usual row never makes it grow.
        let threshold = Self.blockSize - Self.blockSize / 8
        var last: Int64?
        let summary = try store.scan(plan.scan) { cells in
            last = cells[0].number
            encoder.write(cells, to: &writer)
            if writer.block.count >= threshold {
                try checkpoint()
                pipe.send(writer.block)
                guard let empty = pipe.emptyBlock() else { throw Interrupted() }
                writer.block = empty
            }
        }
        pipe.send(writer.block)
        return (summary, last.map { ObjectID($0) })
    }
}
