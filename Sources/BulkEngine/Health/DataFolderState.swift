import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether the data folder can be written to, and how much fits in. All of it blocks.
struct DataFolderState: Sendable {
    /// The data folder.
    let directory: URL

    /// Below this nothing new should be begun: a result, or a database's log, soon takes as much.
    static let leastFreeBytes = 64 * 1_048_576

    /// What is wrong in a few words that anybody may read; nil if nothing is.
    func problem() -> String? {
        guard let free = try? freeBytes() else { return "can't be looked at" }
        guard free >= Self.leastFreeBytes else { return "has \(free / 1_048_576) MiB left" }
        return canBeWritten ? nil : "can't be written to"
    }

    /// Bytes that may still be written by this user.
    func freeBytes() throws -> Int {
        var state = statvfs()
        guard statvfs(directory.path, &state) == 0 else {
            throw FileFailure(operation: "look at the disk of", path: directory.path, code: errno)
        }
        return Int(clamping: UInt64(state.f_bavail).multipliedReportingOverflow(by: UInt64(state.f_frsize)).partialValue)
    }

    /// A file is made, written and removed: permissions, a disk that was made read-only and a used-up quota all show.
    private var canBeWritten: Bool {
        let path = directory.appending(path: ".health").path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer {
            close(descriptor)
            unlink(path)
        }
        return write(descriptor, "ok", 2) == 2
    }
}
