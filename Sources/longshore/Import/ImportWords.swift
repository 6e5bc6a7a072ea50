import BulkTransfer
import Foundation

extension ProgressLine.State {
    init(_ progress: ImportProgress) {
        let part = progress.parts > 1 ? " part \(progress.part) of \(progress.parts)" : ""
        let stage =
            switch progress.stage {
            case .splitting: "Cutting"
            case .uploading: "Sending\(part)"
            case .waiting: "Waiting\(part)"
            case .importing: "Importing\(part)"
            case .collecting: "Collecting\(part)"
            }
        self.init(stage: stage, done: progress.done, total: progress.total, unit: "rows")
    }
}

extension ImportIncident {
    var words: String {
        switch self {
        case .retried(let job): "Job \(job) failed for a reason of the server's own, and was told to go on."
        case .uploadedAgain(let part): "The upload of part \(part) is gone from the server; it is sent again."
        }
    }
}

extension ImportSession.Start {
    /// Nil for a new import.
    var words: String? {
        switch self {
        case .new: return nil
        case .complete: return "The import is done already; this is what it did."
        case .goingOn(let begun, let completed, let parts, _):
            let time = begun.formatted(date: .abbreviated, time: .shortened)
            return "Going on with the import begun \(time): \(completed) of \(parts) parts are done."
        }
    }
}
