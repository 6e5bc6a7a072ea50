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
    let checkpoint: @Sendable () throws -> Void

    /// Blocks.
    func run() throws -> JobEnding {
        let upload = job.request.resources.first.flatMap { engine.uploads.existing($0.source.upload, organization: organization) }
        let worker = WriteWorker(
            job: job, context: context, store: store, holder: holder, upload: upload, time: engine.time, checkpoint: checkpoint)
        let (progress, failure) = try worker.run()
        let hasRows = progress.contains { $0.rows > 0 }
        var result: WriteResult?
        if let upload, failure == nil || hasRows { result = try writeResult(from: upload) }
        guard let failure else { return .imported(result ?? WriteResult(completedTime: engine.time.now), progress) }
        return .broken(failure, result, progress.enumerated().map { counted($0.element, job.request.resources[$0.offset]) })
    }

    private func writeResult(from upload: String) throws -> WriteResult {
        try engine.files.keepInput(upload, of: job.id, organization: organization)
        let file = try engine.files.beginResult(of: job.id, organization: organization)
        try ImportResultFile(
            job: job, store: store, sources: WriteSourceReader(path: upload, limits: engine.limits), quirks: engine.quirks,
            time: engine.time.now, checkpoint: checkpoint
        ).write(to: file)
        try file.commit()
        return WriteResult(completedTime: engine.time.now)
    }

    /// In a job that broke off, rows that were never attempted count as skipped. (section 9.2)
    private func counted(_ progress: ResourceProgress, _ resource: WriteResource) -> ResourceProgress {
        var progress = progress
        progress.skipped += resource.source.rows - progress.rows
        return progress
    }
}
