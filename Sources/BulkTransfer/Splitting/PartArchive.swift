import BulkFormats

/// Writes the archive of a part. Its bytes depend on nothing but its rows: the time in it is always the same. ``release()`` must follow.
final class PartArchive {
    let file: OutputFile
    private let writer: ZIPWriter

    /// 1980-01-01, the first day that archives know.
    private static let time: Int64 = 315_532_800

    init(temporaryPath: String) throws {
        let file = try OutputFile(temporaryPath: temporaryPath)
        self.file = file
        writer = ZIPWriter(sink: file.write)
    }

    func beginTable(_ name: String) throws {
        try writer.beginEntry(name, modified: Self.time)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try writer.write(bytes)
    }

    func endTable() throws {
        try writer.endEntry()
    }

    func finish() throws {
        try writer.finish()
    }

    /// Takes the file away unless it was made a part.
    func release() {
        file.release()
    }
}
