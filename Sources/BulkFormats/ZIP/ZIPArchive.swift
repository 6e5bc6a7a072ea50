/// Reads a ZIP archive on disk without trusting it. (PKWARE APPNOTE 6.3)
///
/// Stored and deflated entries are read, of any size (ZIP64) and with or without data descriptors. Opening reads only the
/// directory; it refuses archives whose parts overlap, which is how small archives come to hold petabytes. Entries may be read
/// by several threads at once, each with a reader of its own; the file stays open as long as the archive or one of its readers
/// is there.
public final class ZIPArchive: Sendable {
    /// The entries in the order of the directory, folders included. Several may have the same name.
    public let entries: [ZIPArchiveEntry]
    private let file: ArchiveFile

    private static let stored: UInt16 = 0
    private static let deflated: UInt16 = 8

    /// - Parameters:
    ///   - path: a regular file.
    ///   - maximumEntries: an archive with more is refused.
    /// - Throws: ``ZIPError``: `notAnArchive` unless it starts like one (an archive with something before it is refused),
    ///   `damaged`, `multipleDisks`, `tooManyEntries`, `overlapping`, `unreadable`.
    public init(path: String, maximumEntries: Int = 1_000) throws {
        file = try ArchiveFile(path: path)
        let directory = try ZIPDirectoryEnd(of: file)
        guard directory.entries <= UInt64(maximumEntries) else {
            throw ZIPError.tooManyEntries(count: directory.entries, limit: maximumEntries)
        }
        var entries: [ZIPArchiveEntry] = []
        var position = directory.offset
        for _ in 0..<directory.entries {
            entries.append(try ZIPArchiveEntry(in: file, at: &position, of: directory))
        }
        guard position == directory.end else { throw ZIPError.damaged(reason: "its directory is longer than its entries") }
        try Self.checkOverlaps(of: entries)
        self.entries = entries
    }

    /// Whether a file starts like a ZIP archive and has a directory where its end says so. This is cheap, and the entries may
    /// still turn out to be damaged.
    /// - Throws: ``ZIPError``, if it does not.
    public static func check(path: String) throws {
        let file = try ArchiveFile(path: path)
        let directory = try ZIPDirectoryEnd(of: file)
        let isThere =
            directory.entries == 0
            ? directory.size == 0 : try file.record(at: directory.offset, count: 4).signature == ZIPRecord.directoryHeader
        guard isThere else { throw ZIPError.damaged(reason: "its directory is not where its end says") }
    }

    /// Starts reading an entry.
    /// - Parameters:
    ///   - entry: one of this archive's ``entries``.
    ///   - sizeLimit: the bytes allowed, before compression.
    /// - Throws: ``ZIPError/encrypted(entry:)``, ``ZIPError/unsupportedCompression(method:entry:)``,
    ///   ``ZIPError/tooLarge(entry:limit:)`` if the entry states a larger size, or ``ZIPError/damaged(reason:)``.
    public func open(_ entry: ZIPArchiveEntry, sizeLimit: UInt64) throws -> ZIPEntryReader {
        guard !entry.isEncrypted else { throw ZIPError.encrypted(entry: entry.name) }
        guard entry.method == Self.stored || entry.method == Self.deflated else {
            throw ZIPError.unsupportedCompression(method: entry.method, entry: entry.name)
        }
        guard entry.size <= sizeLimit else { throw ZIPError.tooLarge(entry: entry.name, limit: sizeLimit) }
        guard entry.method == Self.deflated || entry.size == entry.compressedSize else {
            throw ZIPError.damaged(reason: "entry \"\(entry.name)\" is stored, but states two sizes")
        }
        return ZIPEntryReader(of: entry, in: file, inflater: entry.method == Self.deflated ? Inflater() : nil)
    }

    private static func checkOverlaps(of entries: [ZIPArchiveEntry]) throws {
        let sorted = entries.sorted { $0.headerOffset < $1.headerOffset }
        for (entry, next) in zip(sorted, sorted.dropFirst()) where next.headerOffset < entry.dataEnd {
            throw ZIPError.overlapping(entry: next.name)
        }
    }
}
