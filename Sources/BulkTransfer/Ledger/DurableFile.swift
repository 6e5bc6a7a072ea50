import Foundation

/// A file that grows, and whose growth is kept or taken back. ``release()`` should follow, so that it is closed when its user is done.
/// Used by one task at a time; hence `@unchecked Sendable`.
final class DurableFile: @unchecked Sendable {
    let path: String
    private let handle: FileHandle
    private(set) var size: Int

    /// - Parameter size: bytes to keep of what is there.
    /// - Throws: ``TransferFailure``.
    init(path: String, size: Int) throws {
        self.path = path
        self.size = size
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw TransferFailure(.file, "\(path) can't be written: \(String(cString: strerror(errno)))")
        }
        self.handle = handle
        guard Int((try? handle.seekToEnd()) ?? 0) >= size else {
            throw TransferFailure(.file, "\(path) is shorter than it was; begin anew with --restart")
        }
        try takeBack(to: size)
    }

    deinit {
        release()
    }

    /// Closes the file. Does nothing the second time.
    func release() {
        try? handle.close()
    }

    func append(_ bytes: some DataProtocol) throws {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw TransferFailure(.file, "\(path) can't be written: \(error.localizedDescription)")
        }
        size += bytes.count
    }

    /// Takes back what was written behind a place.
    func takeBack(to size: Int) throws {
        do {
            try handle.truncate(atOffset: UInt64(size))
            try handle.seek(toOffset: UInt64(size))
        } catch {
            throw TransferFailure(.file, "\(path) can't be written: \(error.localizedDescription)")
        }
        self.size = size
    }

    func synchronize() throws {
        do {
            try handle.synchronize()
        } catch {
            throw TransferFailure(.file, "\(path) can't be written: \(error.localizedDescription)")
        }
    }

    /// A new name is durable only when its folder is.
    static func synchronizeFolder(_ path: String) {
        let folder = open(path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
