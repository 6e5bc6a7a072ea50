import BulkEngine
import BulkModel
import BulkStore
import BulkStoreSQLite
import Foundation
import GRDB
import Logging

/// A data folder with one organisation, founded once in a run of tests and then copied for each: founding takes longer than most tests.
actor FoundedFolder {
    private let founding: Founding
    private let fill: @Sendable (any OrganizationStore) async throws -> Void
    private var making: Task<[File], any Error>?

    /// A file of the folder by its path in it.
    private struct File {
        let path: String
        let content: Data
    }

    init(_ founding: Founding, fill: @escaping @Sendable (any OrganizationStore) async throws -> Void) {
        self.founding = founding
        self.fill = fill
    }

    /// A fresh copy.
    func copy() async throws -> TemporaryFolder {
        let task = making ?? Task { try await Self.make(founding, fill) }
        making = task
        let folder = try TemporaryFolder()
        for file in try await task.value {
            let url = URL(filePath: folder.path).appending(path: file.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try file.content.write(to: url)
        }
        return folder
    }

    private static func make(
        _ founding: Founding, _ fill: @Sendable (any OrganizationStore) async throws -> Void
    ) async throws -> [File] {
        let folder = try TemporaryFolder()
        try await found(founding, fill, in: folder)
        guard let paths = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        return try paths.allObjects.compactMap { element in
            guard let path = element as? String, path.hasSuffix(".sqlite") else { return nil }
            let url = URL(filePath: folder.path).appending(path: path)
            try emptyLog(ofDatabase: url.path)
            return File(path: path, content: try Data(contentsOf: url))
        }
    }

    /// Brings everything into the file itself; when the connections that have filled it are closed isn't said.
    private static func emptyLog(ofDatabase path: String) throws {
        var configuration = Configuration()
        // Those connections may just be closing.
        configuration.busyMode = .timeout(60)
        let database = try DatabaseQueue(path: path, configuration: configuration)
        _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try database.close()
    }

    private static func found(
        _ founding: Founding, _ fill: @Sendable (any OrganizationStore) async throws -> Void, in folder: TemporaryFolder
    ) async throws {
        let engine = Engine(
            storage: try SQLiteStorage(directory: folder.path), files: ResultFiles(directory: folder.path), time: TestClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await engine.found(founding, fill: fill)
    }
}
