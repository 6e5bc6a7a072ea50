/// The numbers of a directory entry that may be too large for it and then stand in its ZIP64 extra field. (APPNOTE 4.5.3)
struct ZIP64Numbers {
    var size: UInt64
    var compressedSize: UInt64
    var offset: UInt64
    var disk: UInt32

    private static let identifier: UInt16 = 1
    private static let elsewhere = UInt64(UInt32.max)

    /// Takes from the extra fields what the entry doesn't have. Without such a field the numbers are taken as they are.
    /// - Throws: ``ZIPError/damaged(reason:)`` if the field is too short.
    mutating func complete(from extra: ZIPRecord) throws {
        guard var field = Self.field(in: extra) else { return }
        if size == Self.elsewhere { size = try Self.take(8, from: &field) }
        if compressedSize == Self.elsewhere { compressedSize = try Self.take(8, from: &field) }
        if offset == Self.elsewhere { offset = try Self.take(8, from: &field) }
        if disk == UInt32(UInt16.max) { disk = UInt32(truncatingIfNeeded: try Self.take(4, from: &field)) }
    }

    /// The ZIP64 field among the extra fields. What isn't made of fields is passed over: some writers pad with zeros.
    private static func field(in extra: ZIPRecord) -> ArraySlice<UInt8>? {
        var position = 0
        while extra.bytes.count - position >= 4 {
            let length = Int(extra.uint16(at: position + 2))
            guard extra.bytes.count - position - 4 >= length else { return nil }
            if extra.uint16(at: position) == identifier { return extra.bytes[position + 4..<position + 4 + length] }
            position += 4 + length
        }
        return nil
    }

    private static func take(_ count: Int, from field: inout ArraySlice<UInt8>) throws -> UInt64 {
        guard field.count >= count else { throw ZIPError.damaged(reason: "a ZIP64 field in it is too short") }
        defer { field = field.dropFirst(count) }
        return field.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
