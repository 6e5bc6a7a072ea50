import BulkModel
import BulkStore
import FoundationEssentials

/// A bulk write job from its lease to its end: the import, then what it leaves behind.
struct ImportJob: Sendable {
    let job: WriteJob
    let organization: ObjectID
    let context: ImportContext
    let store: any OrganizationStore
    let holder: LeaseHolder
    let engine: Engine
    let running: RunningJob
    /// Called before every batch; what it throws ends the import.
    let checkpoint: @Sendable () throws -> Void
    /// Called while the result is written: an import whose rows are all in is not cancelled any more.
    let stopCheck: @Sendable () throws -> Void

    /// Blocks.
    func run() throws -> JobEnding {
        let worker = WriteWorker(
            job: job, context: context, store: store, holder: holder, upload: engine.input(of: job, organization: organization),
            time: engine.time, metrics: engine.metrics, checkpoint: checkpoint,
            committed: { progress in running.update { $0.resources = progress } })
        let (ended, failure) = try engine.metrics.measured(.importing, of: .write) { try worker.run() }
        running.update { numbers in
            numbers.resources = ended.progress
            numbers.stage = .packing
        }
        let ending = ImportEnding(job: ended, organization: organization, store: store, engine: engine, checkpoint: stopCheck)
        return try engine.metrics.measured(.packing, of: .write) { try ending.ending(failure) }
    }
}
