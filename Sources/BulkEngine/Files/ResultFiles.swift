import BulkModel
import Foundation

/// The folder of what jobs give back: `DIR/<org id>/results/<job id>.zip`, and for imports what they have read.
public struct ResultFiles: Sendable {
    /// The data folder.
    let directory: URL
    private let results: NumberedFiles
    private let inputs: NumberedFiles

    /// - Parameter directory: path of the data folder.
    public init(directory: String) {
        let url = URL(filePath: directory, directoryHint: .isDirectory)
        self.directory = url
        results = NumberedFiles(directory: url, folder: "results", suffix: ".zip")
        inputs = NumberedFiles(directory: url, folder: "results", suffix: ".input.zip")
    }

    /// A job's archive, if it is there.
    func existingResult(of job: ObjectID, organization: ObjectID) -> StoredFile? {
        results.existing(job, organization: organization).flatMap { StoredFile(path: $0) }
    }

    /// Jobs that have left something here.
    func jobs(of organization: ObjectID) throws -> Set<ObjectID> {
        Set(try results.ids(of: organization) + inputs.ids(of: organization))
    }

    /// Begins a job's archive. It gets its name when it is complete.
    func beginResult(of job: ObjectID, organization: ObjectID) throws -> AtomicFile {
        try results.begin(job, organization: organization)
    }

    /// Removes what there is of a job.
    /// - Returns: whether there was anything.
    func removeResult(of job: ObjectID, organization: ObjectID) throws -> Bool {
        let hadResult = try results.remove(job, organization: organization)
        let hadInput = try inputs.remove(job, organization: organization)
        return hadResult || hadInput
    }

    /// Removes what interrupted jobs have left half-written; called when no job runs.
    func removeUnfinished(of organization: ObjectID) throws {
        try results.removeUnfinished(of: organization)
    }

    /// Keeps the archive a job has read beside its result, for the report.
    /// - Parameter upload: where it is; what is kept already stays.
    func keepInput(_ upload: String, of job: ObjectID, organization: ObjectID) throws {
        guard upload != existingInput(of: job, organization: organization) else { return }
        try inputs.link(upload, as: job, organization: organization)
    }

    /// Where the archive is that a finished job has read.
    func existingInput(of job: ObjectID, organization: ObjectID) -> String? {
        inputs.existing(job, organization: organization)
    }
}
