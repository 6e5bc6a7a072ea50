import BulkModel
import BulkStore
import FoundationEssentials

/// What a bulk write job leaves behind when it ends: its result, if any row was handled, and what it has read, for the report.
struct ImportEnding: Sendable {
    let job: WriteJob
    let organization: ObjectID
    let store: any OrganizationStore
    let engine: Engine
    let checkpoint: @Sendable () throws -> Void

    /// The ending of a job whose worker has said its last word on the resources. Blocks.
    /// - Parameter failure: what broke it off.
    func ending(_ failure: JobFailure?) throws -> JobEnding {
        let result = try leave(isComplete: failure == nil)
        guard let failure else { return .imported(result ?? WriteResult(completedTime: engine.time.now), job.progress) }
        return .broken(failure, result, job.progress)
    }

    /// The ending of a job that was cancelled and whose worker has stopped. One that had nothing left to do is done. Blocks.
    func cancelled() throws -> JobEnding {
        var job = job
        job.completeHandledResources()
        let isComplete = job.progress.allSatisfy { $0.state == .completed }
        let result = try leave(isComplete: isComplete)
        if isComplete { return .imported(result ?? WriteResult(completedTime: engine.time.now), job.progress) }
        job.breakOff(.cancelled)
        return .cancelled(result, job.progress)
    }

    /// - Parameter isComplete: whether no row is left.
    /// - Returns: nil if there is no result.
    private func leave(isComplete: Bool) throws -> WriteResult? {
        guard let input = engine.input(of: job, organization: organization) else { return nil }
        try engine.files.keepInput(input, of: job.id, organization: organization)
        guard isComplete || job.progress.contains(where: { $0.rows > 0 }) else { return nil }
        let file = try engine.files.beginResult(of: job.id, organization: organization)
        defer { file.release() }
        try ImportResultFile(
            job: job, store: store, sources: WriteSourceReader(path: input, limits: engine.limits), quirks: engine.quirks,
            time: engine.time.now, checkpoint: checkpoint
        ).write(to: file)
        try file.commit()
        return WriteResult(completedTime: engine.time.now)
    }
}
