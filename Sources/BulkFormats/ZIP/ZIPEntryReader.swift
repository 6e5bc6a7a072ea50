/// Reads an entry's bytes front to back, decompressed, in constant memory.
///
/// Nothing that the archive claims is relied on: no more bytes come out than it states, and the end is only reached if the
/// size and the checksum are the stated ones. Used by one thread at a time; it keeps the archive's file open.
public final class ZIPEntryReader {
    private enum State {
        case reading
        case atEnd
        case failed(any Error)
    }

    private let file: ArchiveFile
    private let entry: ZIPArchiveEntry
    /// Nil for an entry that is stored as it is.
    private let inflater: Inflater?
    /// Where the next byte of the archive is to be read.
    private var position: UInt64
    /// Bytes handed out.
    private var count: UInt64 = 0
    private var checksum = CRC32()
    private var state = State.reading

    init(of entry: ZIPArchiveEntry, in file: ArchiveFile, inflater: Inflater?) {
        self.entry = entry
        self.file = file
        self.inflater = inflater
        position = entry.dataOffset
    }

    /// Fills the buffer from its front.
    /// - Parameter buffer: has room for a byte at least.
    /// - Returns: the bytes written, 0 at the end and only there. Bytes are to be trusted only once the end is reached.
    /// - Throws: ``ZIPError/damaged(reason:)``, ``ZIPError/checksumMismatch(entry:)`` or ``ZIPError/unreadable(code:)``, the
    ///   same one whenever it is called again.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        switch state {
        case .atEnd: return 0
        case .failed(let error): throw error
        case .reading: break
        }
        guard !buffer.isEmpty else { return 0 }
        do {
            let written = try next(into: buffer)
            if written == 0 {
                try checkEnd()
                state = .atEnd
            }
            return written
        } catch {
            state = .failed(error)
            throw error
        }
    }

    private func next(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let rest = entry.size - count
        guard rest > 0 else {
            try checkNothingFollows()
            return 0
        }
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(clamping: min(UInt64(buffer.count), rest))])
        let written = try inflater?.inflate(into: room, from: readCompressed) ?? readCompressed(into: room)
        checksum.update(UnsafeRawBufferPointer(rebasing: room[..<written]))
        count += UInt64(written)
        return written
    }

    /// All bytes that the archive states are out; a stream that has more of them is a lie, perhaps a bomb.
    private func checkNothingFollows() throws {
        guard let inflater else { return }
        let more = try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { try inflater.inflate(into: $0, from: readCompressed) }
        guard more == 0 else { throw ZIPError.damaged(reason: "entry \"\(entry.name)\" is larger than stated") }
    }

    private func checkEnd() throws {
        guard count == entry.size else { throw ZIPError.damaged(reason: "entry \"\(entry.name)\" is smaller than stated") }
        guard position == entry.dataEnd, inflater?.hasUnusedInput != true else {
            throw ZIPError.damaged(reason: "entry \"\(entry.name)\" has compressed data after its end")
        }
        guard checksum.value == entry.checksum else { throw ZIPError.checksumMismatch(entry: entry.name) }
    }

    /// The entry's bytes as they are in the archive, 0 after the last.
    private func readCompressed(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let room = Int(clamping: min(UInt64(buffer.count), entry.dataEnd - position))
        guard room > 0 else { return 0 }
        let read = try file.read(at: position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
        guard read == room else { throw ZIPError.damaged(reason: "it ends too early") }
        position += UInt64(read)
        return read
    }
}
