extension ZIPArchiveEntry {
    private static let headerLength = 46
    private static let localHeaderLength = 30
    /// Longer than any path that a system allows; it keeps a directory of a thousand entries small in memory.
    private static let longestName = 4_096
    /// Encrypted (bit 0), strongly encrypted (bit 6), with a masked directory (bit 13). (APPNOTE 4.4.4)
    private static let encryptionFlags: UInt16 = 1 << 0 | 1 << 6 | 1 << 13
    private static let textFlag: UInt16 = 1 << 11

    /// Reads an entry of the directory and the local header it points to.
    /// - Parameters:
    ///   - position: where the entry stands in the file; afterwards, where the next one does.
    ///   - directory: entries stand inside it, their contents before it.
    /// - Throws: ``ZIPError/damaged(reason:)``, ``ZIPError/overlapping(entry:)`` if the contents reach into the directory,
    ///   ``ZIPError/multipleDisks`` or ``ZIPError/unreadable(code:)``.
    init(in file: ArchiveFile, at position: inout UInt64, of directory: ZIPDirectoryEnd) throws {
        guard directory.end - position >= Self.headerLength else { throw ZIPError.damaged(reason: "its directory ends too early") }
        let header = try file.record(at: position, count: Self.headerLength)
        guard header.signature == ZIPRecord.directoryHeader else {
            throw ZIPError.damaged(reason: "its directory holds something that is no entry")
        }
        let nameLength = Int(header.uint16(at: 28))
        let extraLength = Int(header.uint16(at: 30))
        let length = Self.headerLength + nameLength + extraLength + Int(header.uint16(at: 32))
        guard directory.end - position >= length else { throw ZIPError.damaged(reason: "its directory ends too early") }
        guard nameLength <= Self.longestName else { throw ZIPError.damaged(reason: "a name in it is \(nameLength) bytes long") }
        let texts = try file.record(at: position + UInt64(Self.headerLength), count: nameLength + extraLength).bytes
        position += UInt64(length)

        let rawName = Array(texts[..<nameLength])
        let flags = header.uint16(at: 8)
        name = ZIPName.text(of: rawName, isUTF8: flags & Self.textFlag != 0)
        isDirectory = name.unicodeScalars.last.map(Self.isSlash) ?? false
        isEncrypted = flags & Self.encryptionFlags != 0
        method = header.uint16(at: 10)
        checksum = header.uint32(at: 16)

        var numbers = ZIP64Numbers(
            size: UInt64(header.uint32(at: 24)), compressedSize: UInt64(header.uint32(at: 20)), offset: UInt64(header.uint32(at: 42)),
            disk: UInt32(header.uint16(at: 34)))
        try numbers.complete(from: ZIPRecord(bytes: Array(texts[nameLength...])))
        guard numbers.disk == 0 else { throw ZIPError.multipleDisks }
        size = numbers.size
        compressedSize = numbers.compressedSize
        headerOffset = numbers.offset
        dataOffset = try Self.dataOffset(in: file, at: headerOffset, name: rawName, method: method)
        guard dataOffset <= directory.offset, compressedSize <= directory.offset - dataOffset else {
            throw ZIPError.overlapping(entry: name)
        }
    }

    /// Where the contents start. The local header has a length of its own, and has to be of the same file.
    private static func dataOffset(in file: ArchiveFile, at offset: UInt64, name: [UInt8], method: UInt16) throws -> UInt64 {
        let header = try file.record(at: offset, count: localHeaderLength)
        guard header.signature == ZIPRecord.localHeader else {
            throw ZIPError.damaged(reason: "its directory names an entry that is not there")
        }
        let nameLength = Int(header.uint16(at: 26))
        guard header.uint16(at: 8) == method, nameLength == name.count,
            try file.record(at: offset + UInt64(localHeaderLength), count: nameLength).bytes == name
        else { throw ZIPError.damaged(reason: "its directory and an entry contradict each other") }
        return offset + UInt64(localHeaderLength + nameLength + Int(header.uint16(at: 28)))
    }
}
