import Foundation

@testable import BulkFormats

/// An archive made field by field, so that each of its claims can be a lie.
struct TestArchive {
    struct Entry {
        var name: [UInt8]
        /// What stands in the archive.
        var data: [UInt8]
        var size: UInt64
        var checksum: UInt32
        var method: UInt16
        var flags: UInt16 = 0
        /// Whether the directory keeps the sizes and the offset in a ZIP64 field.
        var isZIP64 = false
        var hasDescriptor = false
        /// Where the directory claims that the entry is, if not where it is.
        var offset: UInt64?
        /// What the directory claims, if not the length of `data`.
        var compressedSize: UInt64?
        var disk: UInt16 = 0
        var localName: [UInt8]?
        var extra: [UInt8] = []

        static func stored(_ name: String, _ content: String) -> Entry {
            stored(name, Array(content.utf8))
        }

        static func stored(_ name: String, _ content: [UInt8]) -> Entry {
            Entry(name: Array(name.utf8), data: content, size: UInt64(content.count), checksum: crc(content), method: 0)
        }

        static func deflated(_ name: String, _ content: [UInt8]) throws -> Entry {
            var data: [UInt8] = []
            try content.withUnsafeBytes { bytes in try Deflater().compress(bytes, isLast: true) { data += $0 } }
            return Entry(name: Array(name.utf8), data: data, size: UInt64(content.count), checksum: crc(content), method: 8)
        }

        private static func crc(_ content: [UInt8]) -> UInt32 {
            var checksum = CRC32()
            content.withUnsafeBytes { checksum.update($0) }
            return checksum.value
        }
    }

    var entries: [Entry]
    var prefix: [UInt8] = []
    var comment: [UInt8] = []
    var suffix: [UInt8] = []
    var disk: UInt16 = 0
    /// What the end claims, if not the number of entries.
    var count: UInt64?
    var isZIP64 = false

    init(_ entries: Entry...) {
        self.entries = entries
    }

    var bytes: [UInt8] {
        var bytes = prefix
        var offsets: [UInt64] = []
        for entry in entries {
            offsets.append(UInt64(bytes.count))
            let name = entry.localName ?? entry.name
            bytes += little(0x0403_4B50, 4) + little(45, 2) + common(of: entry, inDirectory: false)
            bytes += little(name.count, 2) + little(0, 2) + name + entry.data
            if entry.hasDescriptor {
                bytes += little(0x0807_4B50, 4) + little(Int(entry.checksum), 4) + little(entry.data.count, 4) + little(Int(entry.size), 4)
            }
        }
        let start = bytes.count
        for (entry, offset) in zip(entries, offsets) { bytes += directoryHeader(of: entry, at: entry.offset ?? offset) }
        bytes += end(start: start, size: bytes.count - start)
        return bytes + suffix
    }

    private func directoryHeader(of entry: Entry, at offset: UInt64) -> [UInt8] {
        var extra = entry.extra
        if entry.isZIP64 {
            let compressed = entry.compressedSize ?? UInt64(entry.data.count)
            extra += little(1, 2) + little(24, 2) + little(entry.size) + little(compressed) + little(offset)
        }
        return little(0x0201_4B50, 4) + little(0x032D, 2) + little(45, 2) + common(of: entry, inDirectory: true)
            + little(entry.name.count, 2) + little(extra.count, 2) + little(0, 2) + little(Int(entry.disk), 2) + little(0, 2)
            + little(0, 4) + little(entry.isZIP64 ? 0xFFFF_FFFF : Int(offset), 4) + entry.name + extra
    }

    /// From the flags to the sizes.
    private func common(of entry: Entry, inDirectory: Bool) -> [UInt8] {
        let start = little(Int(entry.flags) | (entry.hasDescriptor ? 8 : 0), 2) + little(Int(entry.method), 2) + little(0x58A6_3905, 4)
        if entry.hasDescriptor, !inDirectory { return start + little(0, 12) }
        let compressed = entry.isZIP64 ? 0xFFFF_FFFF : Int(entry.compressedSize ?? UInt64(entry.data.count))
        return start + little(Int(entry.checksum), 4) + little(compressed, 4) + little(entry.isZIP64 ? 0xFFFF_FFFF : Int(entry.size), 4)
    }

    private func end(start: Int, size: Int) -> [UInt8] {
        let count = count ?? UInt64(entries.count)
        let disks = little(Int(disk), 2) + little(Int(disk), 2)
        guard isZIP64 else {
            return little(0x0605_4B50, 4) + disks + little(Int(count), 2) + little(Int(count), 2) + little(size, 4)
                + little(start, 4) + little(comment.count, 2) + comment
        }
        let record =
            little(0x0606_4B50, 4) + little(UInt64(44)) + little(45, 2) + little(45, 2) + little(Int(disk), 4)
            + little(Int(disk), 4) + little(count) + little(count) + little(UInt64(size)) + little(UInt64(start))
        let locator = little(0x0706_4B50, 4) + little(0, 4) + little(UInt64(start + size)) + little(1, 4)
        return record + locator + little(0x0605_4B50, 4) + disks + little(0xFFFF, 2) + little(0xFFFF, 2)
            + little(0xFFFF_FFFF, 4) + little(0xFFFF_FFFF, 4) + little(comment.count, 2) + comment
    }

    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }

    private func little(_ value: UInt64) -> [UInt8] {
        little(Int(bitPattern: UInt(value)), 8)
    }
}
