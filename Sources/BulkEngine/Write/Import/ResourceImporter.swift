import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// Imports the rows of one file, batch by batch. A batch is one transaction: records, outcomes and checkpoint, all or nothing.
struct ResourceImporter {
    let job: WriteJob
    let plan: ResourcePlan
    /// Position of the resource in the job.
    let position: Int
    let store: any OrganizationStore
    let worker: LeaseHolder
    let time: any TimeSource
    /// Of the file's bytes that the reader has read.
    let counter: ByteCounter
    let metrics: EngineMetrics
    /// Called before every batch; what it throws ends the import between two batches.
    let checkpoint: () throws -> Void
    /// Called after every batch.
    let committed: ([ResourceProgress]) -> Void

    /// - Parameters:
    ///   - reader: stands behind the last row that has been handled.
    ///   - progress: of all resources; counted up with each commit.
    /// - Throws: ``Interrupted``, ``CSVError``, `ZIPError`, and whatever the store throws.
    func run(_ reader: CSVReader, parents: ParentRows, progress: inout [ResourceProgress]) throws {
        let decoder = RowDecoder(
            plan: plan, reader: reader, parents: parents, source: job.request.resources[position].source)
        let learners = plan.pickLists.map { PickListLearner($0) }
        var size = BatchSize()
        var current = RowBuffer(DecodedRows(plan))
        var spare = RowBuffer(DecodedRows(plan))
        try decoder.fill(&current.rows, upTo: size.rows)
        while true {
            try checkpoint()
            guard current.rows.count > 0 else { return }
            // The next rows are decoded on another thread while the store is busy with these.
            let decoding = BackgroundThread(name: "decode \(job.id)") { [spare, size] in
                try decoder.fill(&spare.rows, upTo: size.rows)
            }
            let start = ContinuousClock.now
            let committed = Result { try commit(current, learners, &progress) }
            let duration = ContinuousClock.now - start
            let decoded = Result { try decoding.join() }
            try committed.get()
            try decoded.get()
            size.adapt(rows: current.rows.count, duration: duration)
            swap(&current, &spare)
        }
    }

    /// Commits the rows of a batch, in one transaction.
    private func commit(_ buffer: RowBuffer, _ learners: [PickListLearner], _ progress: inout [ResourceProgress]) throws {
        // Counted in a copy: a transaction that fails has changed nothing.
        var counted = progress
        var outcomes = RowOutcomes()
        try store.importing { session in
            let batch = try RowImporter(plan: plan, user: job.createdBy.id.rawValue, now: time.now).run(&buffer.rows, learners, session)
            outcomes = batch.outcomes
            counted[position].count(outcomes, lines: buffer.rows.notes.lines)
            counted[position].bytes = counter.count
            for learner in learners {
                let learned = learner.takeLearned()
                if !learned.isEmpty { try session.add(learned, toPickList: learner.list.field, of: plan.module) }
            }
            try session.record(
                ImportCheckpoint(
                    job: job.id, resource: position, firstRow: progress[position].rows, outcomes: batch.outcomes, before: batch.images,
                    progress: counted),
                for: worker)
        }
        progress = counted
        committed(counted)
        metrics.imported(outcomes)
    }
}

/// Rows that are filled by one thread and used up by another, one after the other; hence `@unchecked Sendable`.
private final class RowBuffer: @unchecked Sendable {
    var rows: DecodedRows

    init(_ rows: DecodedRows) {
        self.rows = rows
    }
}

/// How many rows a transaction has: many for speed, and few enough that other writers wait no longer than ``limit``.
struct BatchSize {
    private(set) var rows = BatchSize.maximum

    private static let maximum = 10_000
    private static let minimum = 250
    private static let limit = Duration.milliseconds(200)

    mutating func adapt(rows count: Int, duration: Duration) {
        if duration > Self.limit {
            rows = max(Self.minimum, count / 2)
        } else if duration * 2 < Self.limit {
            rows = min(Self.maximum, rows * 2)
        }
    }
}
