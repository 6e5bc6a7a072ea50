/// An entry of an archive and the records that describe it. (PKWARE APPNOTE 6.3, section 4.3)
struct ZIPEntry {
    let name: [UInt8]
    /// UTC seconds since 1970.
    let modified: Int64
    /// Where the local header stands.
    let offset: UInt64
    var size: UInt64 = 0
    var compressedSize: UInt64 = 0
    var checksum: UInt32 = 0

    /// Sizes follow in a descriptor (bit 3); the name is UTF-8 (bit 11).
    private static let flags: UInt16 = 1 << 3 | 1 << 11
    private static let deflated: UInt16 = 8
    /// What a 32-bit field holds when the number stands in the ZIP64 record.
    private static let elsewhere = UInt64(UInt32.max)

    init(name: String, modified: Int64, offset: UInt64) {
        self.name = Array(name.utf8)
        self.modified = modified
        self.offset = offset
    }

    var localHeader: [UInt8] {
        var bytes = LittleEndianBytes()
        bytes.append(UInt32(0x0403_4B50))
        bytes.append(UInt16(20))
        appendCommon(to: &bytes, checksum: 0, compressed: 0, size: 0, extraLength: 0)
        bytes.append(name)
        return bytes.bytes
    }

    var descriptor: [UInt8] {
        var bytes = LittleEndianBytes()
        bytes.append(UInt32(0x0807_4B50))
        bytes.append(checksum)
        if isLarge {
            bytes.append(compressedSize)
            bytes.append(size)
        } else {
            bytes.append(UInt32(compressedSize))
            bytes.append(UInt32(size))
        }
        return bytes.bytes
    }

    var directoryHeader: [UInt8] {
        var extra = LittleEndianBytes()
        if isLarge || offset >= Self.elsewhere {
            extra.append(UInt16(1))
            extra.append(UInt16(24))
            extra.append(size)
            extra.append(compressedSize)
            extra.append(offset)
        }
        let isZIP64 = !extra.bytes.isEmpty
        var bytes = LittleEndianBytes()
        bytes.append(UInt32(0x0201_4B50))
        // Made on Unix, so that the attributes below are file modes.
        bytes.append(UInt16(3 << 8 | 45))
        bytes.append(UInt16(isZIP64 ? 45 : 20))
        let shownCompressed = isZIP64 ? UInt32.max : UInt32(compressedSize)
        let shownSize = isZIP64 ? UInt32.max : UInt32(size)
        appendCommon(
            to: &bytes, checksum: checksum, compressed: shownCompressed, size: shownSize, extraLength: UInt16(extra.bytes.count))
        bytes.append(UInt16(0))  // comment
        bytes.append(UInt16(0))  // disk
        bytes.append(UInt16(0))  // internal attributes
        bytes.append(UInt32(0o100644) << 16)
        bytes.append(isZIP64 ? UInt32.max : UInt32(offset))
        bytes.append(name)
        bytes.append(extra.bytes)
        return bytes.bytes
    }

    static func directoryEnd(entries: Int, start: UInt64, size: UInt64) -> [UInt8] {
        var bytes = LittleEndianBytes()
        let isLarge = start >= elsewhere || size >= elsewhere || entries >= UInt16.max
        if isLarge {
            bytes.append(UInt32(0x0606_4B50))
            bytes.append(UInt64(44))
            bytes.append(UInt16(3 << 8 | 45))
            bytes.append(UInt16(45))
            bytes.append(UInt32(0))
            bytes.append(UInt32(0))
            bytes.append(UInt64(entries))
            bytes.append(UInt64(entries))
            bytes.append(size)
            bytes.append(start)
            bytes.append(UInt32(0x0706_4B50))
            bytes.append(UInt32(0))
            bytes.append(start + size)
            bytes.append(UInt32(1))
        }
        bytes.append(UInt32(0x0605_4B50))
        bytes.append(UInt16(0))
        bytes.append(UInt16(0))
        bytes.append(isLarge ? UInt16.max : UInt16(entries))
        bytes.append(isLarge ? UInt16.max : UInt16(entries))
        bytes.append(isLarge ? UInt32.max : UInt32(size))
        bytes.append(isLarge ? UInt32.max : UInt32(start))
        bytes.append(UInt16(0))
        return bytes.bytes
    }

    private var isLarge: Bool { size >= Self.elsewhere || compressedSize >= Self.elsewhere }

    /// The part that local header and directory share.
    private func appendCommon(
        to bytes: inout LittleEndianBytes, checksum: UInt32, compressed: UInt32, size: UInt32, extraLength: UInt16
    ) {
        bytes.append(Self.flags)
        bytes.append(Self.deflated)
        let days = Int(modified >= 0 ? modified / 86_400 : 0)
        let second = Int(modified >= 0 ? modified % 86_400 : 0)
        let date = CivilDate(daysSince1970: max(days, 3_652))  // the format begins in 1980
        bytes.append(UInt16((second / 3_600) << 11 | (second / 60 % 60) << 5 | (second % 60) / 2))
        bytes.append(UInt16(truncatingIfNeeded: (date.year - 1_980) << 9 | date.month << 5 | date.day))
        bytes.append(checksum)
        bytes.append(compressed)
        bytes.append(size)
        bytes.append(UInt16(name.count))
        bytes.append(extraLength)
    }
}

/// Bytes with the least significant first.
private struct LittleEndianBytes {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ other: [UInt8]) {
        bytes += other
    }
}
