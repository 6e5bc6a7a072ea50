import BulkFormats

/// Tells whether a file has the bytes that it had before.
public struct FileDigest: Hashable, Sendable, Codable {
    /// Bytes.
    public var size: Int
    /// CRC-32 of them all.
    public var checksum: UInt32

    /// - Throws: ``TransferFailure``.
    public init(of path: String) throws {
        let file = try InputFile(path: path)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
        defer { buffer.deallocate() }
        var checksum = CRC32()
        size = 0
        while true {
            let count = try file.read(into: buffer)
            if count == 0 { break }
            checksum.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            size += count
        }
        self.checksum = checksum.value
    }
}
