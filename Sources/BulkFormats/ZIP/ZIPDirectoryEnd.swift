/// Where an archive's directory stands, as the records at the archive's end say. (APPNOTE 4.3.14 to 4.3.16)
struct ZIPDirectoryEnd {
    /// How many entries the directory claims to have.
    let entries: UInt64
    let offset: UInt64
    let size: UInt64

    /// The end of the directory; what follows belongs to no entry.
    var end: UInt64 { offset + size }

    private static let length = 22
    private static let locatorLength = 20
    private static let length64 = 56
    private static let longestComment = Int(UInt16.max)

    /// - Throws: ``ZIPError/notAnArchive``, ``ZIPError/damaged(reason:)``, ``ZIPError/multipleDisks`` or
    ///   ``ZIPError/unreadable(code:)``.
    init(of file: ArchiveFile) throws {
        guard file.size >= Self.length else { throw ZIPError.notAnArchive }
        // An archive that starts with something else is two kinds of file at once; nobody uploads that by mistake.
        let start = try file.record(at: 0, count: 4).signature
        guard start == ZIPRecord.localHeader || start == ZIPRecord.directoryEnd else { throw ZIPError.notAnArchive }

        let (record, position) = try Self.find(in: file)
        if let larger = try Self.find64(in: file, before: position, for: record) {
            guard larger.uint32(at: 16) == 0, larger.uint32(at: 20) == 0, larger.uint64(at: 24) == larger.uint64(at: 32) else {
                throw ZIPError.multipleDisks
            }
            entries = larger.uint64(at: 32)
            size = larger.uint64(at: 40)
            offset = larger.uint64(at: 48)
        } else {
            guard record.uint16(at: 4) == 0, record.uint16(at: 6) == 0, record.uint16(at: 8) == record.uint16(at: 10) else {
                throw ZIPError.multipleDisks
            }
            entries = UInt64(record.uint16(at: 10))
            size = UInt64(record.uint32(at: 12))
            offset = UInt64(record.uint32(at: 16))
        }
        guard offset <= position, size <= position - offset else {
            throw ZIPError.damaged(reason: "its directory does not lie inside it")
        }
    }

    /// The end record is the last one whose comment reaches exactly to the end of the file.
    private static func find(in file: ArchiveFile) throws -> (record: ZIPRecord, position: UInt64) {
        let count = min(Int(clamping: file.size), length + longestComment)
        let start = file.size - UInt64(count)
        let tail = try file.record(at: start, count: count)
        var candidate = count - length
        while candidate >= 0 {
            if tail.uint32(at: candidate) == ZIPRecord.directoryEnd,
                candidate + length + Int(tail.uint16(at: candidate + 20)) == count
            {
                let record = ZIPRecord(bytes: Array(tail.bytes[candidate..<candidate + length]))
                return (record, start + UInt64(candidate))
            }
            candidate -= 1
        }
        throw ZIPError.damaged(reason: "its end is missing, as if it had been cut off")
    }

    /// The ZIP64 record, if one of the numbers doesn't fit the old one and there is a record to take it from.
    private static func find64(in file: ArchiveFile, before position: UInt64, for record: ZIPRecord) throws -> ZIPRecord? {
        let isSaturated =
            record.uint16(at: 8) == .max || record.uint16(at: 10) == .max || record.uint32(at: 12) == .max
            || record.uint32(at: 16) == .max
        guard isSaturated, position >= locatorLength else { return nil }
        let locatorPosition = position - UInt64(locatorLength)
        let locator = try file.record(at: locatorPosition, count: locatorLength)
        guard locator.signature == ZIPRecord.directoryEndLocator64 else { return nil }
        guard locator.uint32(at: 4) == 0, locator.uint32(at: 16) <= 1 else { throw ZIPError.multipleDisks }
        let offset = locator.uint64(at: 8)
        guard offset <= locatorPosition, locatorPosition - offset >= length64 else {
            throw ZIPError.damaged(reason: "its ZIP64 record does not lie inside it")
        }
        let larger = try file.record(at: offset, count: length64)
        guard larger.signature == ZIPRecord.directoryEnd64 else { throw ZIPError.damaged(reason: "its ZIP64 record is missing") }
        return larger
    }
}
