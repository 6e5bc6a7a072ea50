import Foundation
import NIOPosix

/// A file that arrives piece by piece under another name, and gets its own when it is whole. Beside it lies what the server calls it, so
/// that a later process can ask for the rest of the same file.
///
/// ``release()`` should follow, so that it is closed when the download is done. Used by one task at a time; hence `@unchecked Sendable`.
final class PartialFile: @unchecked Sendable {
    private let path: String
    private let handle: FileHandle
    private(set) var size: Int64
    /// The entity tag of what is there; nil if it can't be gone on with.
    private(set) var tag: String?

    private var partPath: String { path + ".part" }
    private var tagPath: String { path + ".part.tag" }

    /// - Throws: ``BulkClientError/file(path:reason:)``.
    init(for path: String) throws {
        self.path = path
        let partPath = path + ".part"
        if !FileManager.default.fileExists(atPath: partPath), !FileManager.default.createFile(atPath: partPath, contents: nil) {
            throw BulkClientError.file(path: partPath, reason: "can't be written")
        }
        guard let handle = FileHandle(forUpdatingAtPath: partPath) else {
            throw BulkClientError.file(path: partPath, reason: "can't be written")
        }
        self.handle = handle
        do {
            size = Int64(try handle.seekToEnd())
        } catch {
            throw BulkClientError.file(path: partPath, reason: "\(error)")
        }
        tag = try? String(contentsOfFile: path + ".part.tag", encoding: .utf8)
    }

    deinit {
        release()
    }

    /// Closes the file. Does nothing the second time.
    func release() {
        try? handle.close()
    }

    /// Throws away what is there.
    /// - Parameter newTag: of the file that is to arrive; weak ones promise too little.
    func begin(tag newTag: String?) async throws {
        tag = newTag.flatMap { $0.hasPrefix("W/") ? nil : $0 }
        size = 0
        try await onDisk { [self] in
            try handle.truncate(atOffset: 0)
            try handle.seek(toOffset: 0)
            if let tag {
                try Data(tag.utf8).write(to: URL(filePath: tagPath))
            } else {
                try? FileManager.default.removeItem(atPath: tagPath)
            }
        }
    }

    func append(_ bytes: [UInt8]) async throws {
        try await onDisk { [self] in try handle.write(contentsOf: bytes) }
        size += Int64(bytes.count)
    }

    /// Makes the file durable and gives it its name.
    func complete() async throws {
        try await onDisk { [self] in
            try handle.synchronize()
            guard rename(partPath, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            try? FileManager.default.removeItem(atPath: tagPath)
        }
    }

    private func onDisk(_ work: @escaping @Sendable () throws -> Void) async throws {
        do {
            try await NIOThreadPool.singleton.runIfActive(work)
        } catch {
            throw BulkClientError.file(path: partPath, reason: error.localizedDescription)
        }
    }
}
