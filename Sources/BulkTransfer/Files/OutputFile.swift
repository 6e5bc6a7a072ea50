import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is written front to back and gets its name once it is complete; ``release()`` must follow, and takes away what isn't.
/// Used by one thread at a time.
final class OutputFile {
    /// Bytes written so far.
    private(set) var count = 0
    /// Where the file is until it is complete.
    let temporaryPath: String
    /// Negative once the file is released.
    private var descriptor: Int32
    private var isCommitted = false

    /// - Parameter temporaryPath: what is there is overwritten.
    init(temporaryPath: String) throws {
        self.temporaryPath = temporaryPath
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TransferFailure(cannot: "write", temporaryPath, code: errno) }
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
            let buffer = UnsafeRawBufferPointer(rebasing: rest)
            #if canImport(Darwin)
                let count = Darwin.write(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.write(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count < 0 {
                if errno == EINTR { continue }
                throw TransferFailure(cannot: "write", temporaryPath, code: errno)
            }
            rest = rest.dropFirst(count)
            self.count += count
        }
    }

    /// Gives the file its name, in the same folder. What had it before is replaced.
    func commit(as path: String) throws {
        guard rename(temporaryPath, path) == 0 else { throw TransferFailure(cannot: "write", path, code: errno) }
        isCommitted = true
    }
}
