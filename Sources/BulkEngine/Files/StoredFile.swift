import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is complete: what it takes to lend it, whole or in part.
public struct StoredFile: Hashable, Sendable {
    public let path: String
    /// Bytes.
    public let size: Int
    /// Another one as soon as the file is another one: when it was last changed, in nanoseconds, and its size, in hexadecimal digits.
    public let tag: String

    /// - Returns: nil if there is no such file.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let changed = status.st_mtimespec
        #else
            let changed = status.st_mtim
        #endif
        self.path = path
        size = Int(status.st_size)
        tag =
            String(UInt64(bitPattern: Int64(changed.tv_sec) &* 1_000_000_000 &+ Int64(changed.tv_nsec)), radix: 16) + "-"
            + String(size, radix: 16)
    }
}
