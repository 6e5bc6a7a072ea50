import BulkModel
import Foundation

/// The folder of what jobs give back: `DIR/<org id>/results/<job id>.zip`, and for imports what they have read.
public struct ResultFiles: Sendable {
    /// The data folder.
    let directory: URL

    /// - Parameter directory: path of the data folder.
    public init(directory: String) {
        self.directory = URL(filePath: directory, directoryHint: .isDirectory)
    }

    /// Where a job's archive is, if it is there.
    func existingResult(of job: ObjectID, organization: ObjectID) -> String? {
        let path = path(of: job, organization: organization)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Begins a job's archive. It gets its name when it is complete.
    func beginResult(of job: ObjectID, organization: ObjectID) throws -> AtomicFile {
        try FileManager.default.createDirectory(at: folder(of: organization), withIntermediateDirectories: true)
        return try AtomicFile(path: path(of: job, organization: organization))
    }

    /// Removes what there is of a job.
    /// - Returns: whether there was anything.
    @discardableResult
    func removeResult(of job: ObjectID, organization: ObjectID) throws -> Bool {
        let paths = [existingResult(of: job, organization: organization), existingInput(of: job, organization: organization)].compactMap {
            $0
        }
        for path in paths { try FileManager.default.removeItem(atPath: path) }
        return !paths.isEmpty
    }

    /// Removes what interrupted jobs have left half-written; called when no job runs.
    func removeUnfinished(of organization: ObjectID) throws {
        try AtomicFile.removeUnfinished(in: folder(of: organization).path)
    }

    /// Keeps the archive a job has read beside its result, for the report; the two are one file on the disk.
    func keepInput(_ upload: String, of job: ObjectID, organization: ObjectID) throws {
        try FileManager.default.createDirectory(at: folder(of: organization), withIntermediateDirectories: true)
        let path = inputPath(of: job, organization: organization)
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.linkItem(atPath: upload, toPath: path)
    }

    /// Where the archive is that a finished job has read.
    func existingInput(of job: ObjectID, organization: ObjectID) -> String? {
        let path = inputPath(of: job, organization: organization)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private func inputPath(of job: ObjectID, organization: ObjectID) -> String {
        folder(of: organization).appending(path: "\(job).input.zip").path
    }

    private func folder(of organization: ObjectID) -> URL {
        directory.appending(path: "\(organization)/results", directoryHint: .isDirectory)
    }

    private func path(of job: ObjectID, organization: ObjectID) -> String {
        folder(of: organization).appending(path: "\(job).zip").path
    }
}
