#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file on disk that is read at positions; several threads may do so at once. It closes with the last reference.
final class ArchiveFile: Sendable {
    /// Bytes when the file was opened.
    let size: UInt64
    private let descriptor: Int32

    /// - Throws: ``ZIPError/unreadable(code:)``, also for what is no regular file.
    init(path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ZIPError.unreadable(code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            // Taken before the descriptor is closed, which may change it.
            let code = errno
            close(descriptor)
            throw ZIPError.unreadable(code: code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ZIPError.unreadable(code: EINVAL)
        }
        size = UInt64(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// Fills the buffer from its front.
    /// - Returns: the bytes read, fewer than the buffer holds only at the end of the file.
    func read(at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw ZIPError.unreadable(code: errno)
            }
            filled += count
        }
        return filled
    }

    /// Exactly `count` bytes.
    /// - Throws: ``ZIPError/damaged(reason:)`` if the file ends before them.
    func record(at offset: UInt64, count: Int) throws -> ZIPRecord {
        guard offset <= size, UInt64(count) <= size - offset else { throw ZIPError.damaged(reason: "it ends too early") }
        var bytes = [UInt8](repeating: 0, count: count)
        guard try bytes.withUnsafeMutableBytes({ try read(at: offset, into: $0) }) == count else {
            throw ZIPError.damaged(reason: "it ends too early")
        }
        return ZIPRecord(bytes: bytes)
    }
}
