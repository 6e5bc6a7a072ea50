import BulkModel
import Foundation

/// Files of an organisation that are named by an id and nothing a client says: `DIR/<org id>/<folder>/<id><suffix>`.
struct NumberedFiles: Sendable {
    /// The data folder.
    let directory: URL
    let folder: String
    let suffix: String

    /// Where a file is, if it is there.
    func existing(_ id: ObjectID, organization: ObjectID) -> String? {
        let path = path(of: id, organization: organization)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The ids of all complete files.
    func ids(of organization: ObjectID) throws -> [ObjectID] {
        let path = folder(of: organization).path
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(suffix) }
            .compactMap { ObjectID($0.dropLast(suffix.count)) }
    }

    /// Begins a file. It gets its name when it is complete.
    func begin(_ id: ObjectID, organization: ObjectID) throws -> AtomicFile {
        try makeFolder(of: organization)
        return try AtomicFile(path: path(of: id, organization: organization))
    }

    /// Gives a complete file a second name here, in place of what has that name; the two are one file on the disk.
    func link(_ source: String, as id: ObjectID, organization: ObjectID) throws {
        try makeFolder(of: organization)
        try remove(id, organization: organization)
        try FileManager.default.linkItem(atPath: source, toPath: path(of: id, organization: organization))
    }

    /// - Returns: whether there was such a file.
    @discardableResult
    func remove(_ id: ObjectID, organization: ObjectID) throws -> Bool {
        guard let path = existing(id, organization: organization) else { return false }
        try FileManager.default.removeItem(atPath: path)
        return true
    }

    /// Removes what was begun in the folder and never completed; called while nobody writes there.
    func removeUnfinished(of organization: ObjectID) throws {
        try AtomicFile.removeUnfinished(in: folder(of: organization).path)
    }

    private func makeFolder(of organization: ObjectID) throws {
        try FileManager.default.createDirectory(at: folder(of: organization), withIntermediateDirectories: true)
    }

    private func folder(of organization: ObjectID) -> URL {
        directory.appending(path: "\(organization)/\(folder)", directoryHint: .isDirectory)
    }

    private func path(of id: ObjectID, organization: ObjectID) -> String {
        folder(of: organization).appending(path: "\(id)\(suffix)").path
    }
}
