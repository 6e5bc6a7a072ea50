/// Writes a ZIP archive front to back: sizes and checksums follow each entry in a data descriptor, so nothing is gone back
/// to, and an entry or archive beyond 4 GiB becomes ZIP64 by itself. (PKWARE APPNOTE 6.3)
///
/// Used by one thread at a time.
public final class ZIPWriter {
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var position: UInt64 = 0
    private var entries: [ZIPEntry] = []
    private var current: ZIPEntry?
    private var checksum = CRC32()
    private var deflater = Deflater()

    /// - Parameter sink: gets the archive's bytes in order.
    public init(sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.sink = sink
    }

    /// Starts an entry.
    /// - Parameters:
    ///   - name: path inside the archive.
    ///   - modified: UTC seconds since 1970, kept to two seconds.
    public func beginEntry(_ name: String, modified: Int64) throws {
        let entry = ZIPEntry(name: name, modified: modified, offset: position)
        current = entry
        checksum = CRC32()
        deflater = Deflater()
        try emit(entry.localHeader)
    }

    /// Compresses bytes into the entry that was begun.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        checksum.update(bytes)
        current?.size += UInt64(bytes.count)
        try deflater.compress(bytes, isLast: false, to: emitCompressed)
    }

    public func endEntry() throws {
        try deflater.compress(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, to: emitCompressed)
        guard var entry = current else { return }
        entry.checksum = checksum.value
        try emit(entry.descriptor)
        entries.append(entry)
        current = nil
    }

    /// Writes the directory; the archive is complete.
    public func finish() throws {
        let start = position
        for entry in entries { try emit(entry.directoryHeader) }
        try emit(ZIPEntry.directoryEnd(entries: entries.count, start: start, size: position - start))
    }

    private func emitCompressed(_ bytes: UnsafeRawBufferPointer) throws {
        current?.compressedSize += UInt64(bytes.count)
        position += UInt64(bytes.count)
        try sink(bytes)
    }

    private func emit(_ bytes: [UInt8]) throws {
        position += UInt64(bytes.count)
        try bytes.withUnsafeBytes(sink)
    }
}
