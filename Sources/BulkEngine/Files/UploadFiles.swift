import BulkModel
import Foundation

/// The folder of uploaded archives: `DIR/<org id>/uploads/<file id>.zip`. Names come from ids only, never from a client.
struct UploadFiles: Sendable {
    /// The data folder.
    let directory: URL

    /// Where an archive is, if it is there.
    func existing(_ upload: ObjectID, organization: ObjectID) -> String? {
        let path = path(of: upload, organization: organization)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Begins an archive. It gets its name when it is complete.
    func begin(_ upload: ObjectID, organization: ObjectID) throws -> AtomicFile {
        try FileManager.default.createDirectory(at: folder(of: organization), withIntermediateDirectories: true)
        return try AtomicFile(path: path(of: upload, organization: organization))
    }

    func remove(_ upload: ObjectID, organization: ObjectID) throws {
        guard let path = existing(upload, organization: organization) else { return }
        try FileManager.default.removeItem(atPath: path)
    }

    /// Removes what broken connections and a killed server have left; called before the first request.
    func removeUnfinished(of organization: ObjectID) throws {
        try AtomicFile.removeUnfinished(in: folder(of: organization).path)
    }

    private func folder(of organization: ObjectID) -> URL {
        directory.appending(path: "\(organization)/uploads", directoryHint: .isDirectory)
    }

    private func path(of upload: ObjectID, organization: ObjectID) -> String {
        folder(of: organization).appending(path: "\(upload).zip").path
    }
}
