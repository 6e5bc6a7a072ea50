/// Bytes in memory as a source, in front of another one or alone. Used by one thread at a time.
public final class PrefixedSource {
    private var prefix: ArraySlice<UInt8>
    private let source: ByteSource

    /// - Parameter source: what comes behind the bytes; nothing unless given.
    public init(_ prefix: some Sequence<UInt8>, source: @escaping ByteSource = { _ in 0 }) {
        self.prefix = ArraySlice(prefix)
        self.source = source
    }

    /// Fills the buffer from its front.
    /// - Returns: the bytes written, 0 at the end and only there.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !prefix.isEmpty else { return try source(buffer) }
        let count = min(buffer.count, prefix.count)
        buffer.copyBytes(from: prefix.prefix(count))
        prefix = prefix.dropFirst(count)
        return count
    }
}
