import BulkFormats
import BulkModel
import BulkStore
import FoundationEssentials

/// Carries out one import: all rows of the parent, then those of each child, then the result file.
///
/// What is committed is never done again: a job that goes on after a crash begins behind its last checkpoint.
struct WriteWorker {
    let job: WriteJob
    let context: ImportContext
    let store: any OrganizationStore
    let holder: LeaseHolder
    /// Path of the uploaded archive; nil if it is gone.
    let upload: String?
    let time: any TimeSource
    let metrics: EngineMetrics
    let checkpoint: () throws -> Void
    /// Told how far the resources are, after every batch.
    var committed: ([ResourceProgress]) -> Void = { _ in }

    /// Blocks until every row has an outcome, or the job has broken off.
    /// - Returns: the job with the last word on its resources, and what broke it off.
    /// - Throws: ``Interrupted``, and ``StoreError/leaseLost(job:)``: then the job is somebody else's.
    func run() throws -> (job: WriteJob, failure: JobFailure?) {
        var job = job
        var progress = job.progress
        for position in job.request.resources.indices where progress[position].state != .completed {
            progress[position].state = .inProgress
            do {
                try run(position, &progress)
                progress[position].state = .completed
            } catch let error where !(error is Interrupted) && !isLeaseLoss(error) {
                let failure = Self.failure(error)
                job.progress = progress
                job.breakOff(failure)
                return (job, failure)
            }
        }
        job.progress = progress
        return (job, nil)
    }

    private func run(_ position: Int, _ progress: inout [ResourceProgress]) throws {
        let resource = job.request.resources[position]
        guard let upload else { throw ZIPError.damaged(reason: "the uploaded archive is gone") }
        let sources = WriteSourceReader(path: upload, limits: context.limits)
        let parent = position == 0 ? nil : context.schema.module(id: job.request.resources[0].module.id)
        let plan = try ResourcePlan(resource, of: job.request, parent: parent, context: context)
        for target in plan.lookups.flatMap(\.targets) { try store.prepareMatching(by: target.key, of: target.module) }
        let counter = ByteCounter()
        let importer = ResourceImporter(
            job: job, plan: plan, position: position, store: store, worker: holder, time: time, counter: counter, metrics: metrics,
            checkpoint: checkpoint, committed: committed)
        let parents = try parentRows(of: resource, joinedBy: plan.parentColumn, sources)
        let reader = try sources.open(resource.source, behind: progress[position].rows, counter: counter)
        try importer.run(reader, parents: parents, progress: &progress)
        progress[position].bytes = counter.count
    }

    /// What the rows of the parent's file have become, by the column that joins them with this child's.
    /// - Parameter column: of the parent's file; nil where there is no parent.
    private func parentRows(of resource: WriteResource, joinedBy column: Int?, _ sources: WriteSourceReader) throws -> ParentRows {
        guard let column else { return ParentRows() }
        let parent = job.request.resources[0]
        var rows = ParentRows(capacity: parent.source.rows)
        let reader = try sources.open(parent.source, behind: 0)
        var row = 0
        while let outcomes = try store.outcomes(of: job.id, resource: 0, from: row) {
            for record in outcomes.records where try reader.next() { rows.add(reader.value(column), record: record) }
            row += outcomes.count
        }
        return rows
    }

    private func isLeaseLoss(_ error: any Error) -> Bool {
        if case StoreError.leaseLost? = error as? StoreError { true } else { false }
    }

    /// The words for what broke an import off. (bulk write specification, section 9.2)
    private static func failure(_ error: any Error) -> JobFailure {
        switch error {
        case let error as ZIPError: JobFailure(code: BulkError.Code.fileNotSupported.name, message: "\(error)")
        case let error as CSVError: JobFailure(code: BulkError.Code.fileNotSupported.name, message: "\(error)")
        case let error as BulkError: JobFailure(code: error.code.name, message: error.message)
        default: .internalError
        }
    }
}
