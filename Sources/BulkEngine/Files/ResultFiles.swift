import BulkModel
import Foundation

/// The folder of finished exports: `DIR/<org id>/results/<job id>.zip`.
public struct ResultFiles: Sendable {
    private let directory: URL

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

    func removeResult(of job: ObjectID, organization: ObjectID) throws {
        guard let path = existingResult(of: job, organization: organization) else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    /// Removes what interrupted jobs have left half-written; called when no job runs.
    func removeUnfinished(of organization: ObjectID) throws {
        let folder = folder(of: organization).path
        guard FileManager.default.fileExists(atPath: folder) else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(AtomicFile.temporarySuffix) {
            try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }

    private func folder(of organization: ObjectID) -> URL {
        directory.appending(path: "\(organization)/results", directoryHint: .isDirectory)
    }

    private func path(of job: ObjectID, organization: ObjectID) -> String {
        folder(of: organization).appending(path: "\(job).zip").path
    }
}
