import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that exists whole or not at all: written under a temporary name, synced, then renamed. ``release()`` must follow.
///
/// Used by one thread at a time, handed from the one that writes to the one that commits; hence `@unchecked Sendable`.
final class AtomicFile: @unchecked Sendable {
    static let temporarySuffix = ".partial"

    private let path: String
    /// Negative once the file is released.
    private var descriptor: Int32
    private var isCommitted = false
    /// Bytes written so far.
    private(set) var size = 0

    /// Where the file is until it is complete.
    var temporaryPath: String { path + Self.temporarySuffix }

    /// - Parameter path: the name the file has once it is complete.
    init(path: String) throws {
        self.path = path
        descriptor = open(path + Self.temporarySuffix, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure(operation: "create", path: path, code: errno) }
    }

    /// For those who forget to release it; nobody may rely on when an object goes.
    deinit {
        release()
    }

    /// Closes the file, which is gone then unless it is complete: its temporary name is free for the next attempt, whoever still has a
    /// reference to this one. Does nothing the second time.
    func release() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        if !isCommitted { unlink(temporaryPath) }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
                #if canImport(Darwin)
                    Darwin.write(descriptor, $0.baseAddress, $0.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, $0.baseAddress, $0.count)
                #else
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                #endif
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileFailure(operation: "write", path: path, code: errno)
            }
            rest = rest.dropFirst(count)
            size += count
        }
    }

    /// Makes the file durable and gives it its name, replacing what had it.
    func commit() throws {
        guard fsync(descriptor) == 0 else { throw FileFailure(operation: "sync", path: path, code: errno) }
        guard rename(temporaryPath, path) == 0 else { throw FileFailure(operation: "rename", path: path, code: errno) }
        isCommitted = true
        try syncFolder()
    }

    /// Removes what was begun in a folder and never completed; called while nobody writes there.
    static func removeUnfinished(in folder: String) throws {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(temporarySuffix) {
            try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }

    /// The new name is durable only when its folder is.
    private func syncFolder() throws {
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw FileFailure(operation: "open the folder of", path: path, code: errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw FileFailure(operation: "sync the folder of", path: path, code: errno) }
    }
}

/// A file operation that the system refused.
struct FileFailure: Error, CustomStringConvertible {
    let operation: String
    let path: String
    let code: Int32

    var description: String { "can't \(operation) \(path): \(String(cString: strerror(code)))" }
}
