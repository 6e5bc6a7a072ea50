import BulkFormats
import FoundationEssentials

/// Takes blocks of CSV from a pipe and writes them as the one entry of a ZIP file.
struct ResultPackager: Sendable {
    let pipe: BlockPipe
    let file: AtomicFile
    /// Name of the entry.
    let entry: String
    /// The entry's time stamp.
    let time: Date

    /// Blocks until the pipe has no more.
    func run() throws {
        do {
            let archive = ZIPWriter(sink: file.write)
            try archive.beginEntry(entry, modified: Int64(time.timeIntervalSince1970))
            while let block = pipe.fullBlock() {
                defer { pipe.recycle(block) }
                try archive.write(block.bytes)
            }
            try archive.endEntry()
            try archive.finish()
        } catch {
            pipe.giveUp()
            throw error
        }
    }
}
