import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is read front to back. Used by one thread at a time.
final class InputFile {
    /// The path that stands for standard input.
    static let standardInput = "-"

    /// Whether it has the same bytes whenever it is opened; a pipe hasn't.
    let isRegular: Bool
    private let path: String
    private let descriptor: Int32

    /// - Parameter path: a dash for standard input.
    /// - Throws: ``TransferFailure``, also for a folder.
    init(path: String) throws {
        self.path = path
        descriptor = path == Self.standardInput ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TransferFailure(cannot: "read", path, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            // Taken before the descriptor is closed, which may change it.
            let code = errno
            close(descriptor)
            throw TransferFailure(cannot: "read", path, code: code)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw TransferFailure(cannot: "read", path, code: EISDIR)
        }
        isRegular = status.st_mode & S_IFMT == S_IFREG && path != Self.standardInput
    }

    deinit {
        close(descriptor)
    }

    /// Fills the buffer from its front.
    /// - Returns: the bytes read, 0 at the end and only there.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            guard errno == EINTR else { throw TransferFailure(cannot: "read", path, code: errno) }
        }
    }
}

extension TransferFailure {
    /// - Parameters:
    ///   - operation: `read`, `write`, …
    ///   - code: the system's number for the reason.
    init(cannot operation: String, _ path: String, code: Int32) {
        let name = path == InputFile.standardInput ? "standard input" : path
        self.init(.file, "can't \(operation) \(name): \(String(cString: strerror(code)))")
    }
}
