import BulkModel
import Logging

extension Engine {
    /// Tells the runner of a job that was created, and whoever reads the log or the numbers.
    func announce(_ job: ObjectID, _ kind: JobKind, about modules: [ModuleReference], of organization: ObjectID) {
        metrics.jobCreated(kind)
        logger.info(
            "job created",
            metadata: [
                "job": "\(job)", "kind": "\(kind.rawValue)", "module": "\(modules.map(\.apiName).joined(separator: ","))",
                "org": "\(organization)",
            ])
        queue.announce(organization)
    }
}
