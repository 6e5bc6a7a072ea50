/// What can go wrong with an archive.
public enum ZIPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The compressor refused, with its own number for the reason.
    case compression(code: Int32)
    /// The file can't be opened or read, with the system's number for the reason.
    case unreadable(code: Int32)
    /// The file doesn't start like an archive.
    case notAnArchive
    /// The archive contradicts itself or the format.
    case damaged(reason: String)
    /// The archive is one volume of several.
    case multipleDisks
    case tooManyEntries(count: UInt64, limit: Int)
    /// The entry's bytes belong to another entry or to the directory as well.
    case overlapping(entry: String)
    case encrypted(entry: String)
    /// The entry is neither stored nor deflated. (APPNOTE 4.4.5 has the methods' numbers)
    case unsupportedCompression(method: UInt16, entry: String)
    /// The entry is larger than the limit, in bytes before compression.
    case tooLarge(entry: String, limit: UInt64)
    case checksumMismatch(entry: String)

    public var description: String {
        switch self {
        case .compression(let code): "the compressor failed with code \(code)"
        case .unreadable(let code): "the archive can't be read: system error \(code)"
        case .notAnArchive: "the file is not a ZIP archive"
        case .damaged(let reason): "the archive is damaged: \(reason)"
        case .multipleDisks: "the archive is one volume of several"
        case .tooManyEntries(let count, let limit): "the archive has \(count) entries; \(limit) are allowed"
        case .overlapping(let entry): "entry \"\(entry)\" overlaps another part of the archive"
        case .encrypted(let entry): "entry \"\(entry)\" is encrypted; pack it without a password"
        case .unsupportedCompression(let method, let entry):
            "entry \"\(entry)\" is compressed by \(Self.name(ofMethod: method)), which is not supported; pack it with the method deflate"
        case .tooLarge(let entry, let limit): "entry \"\(entry)\" is larger than \(limit) bytes"
        case .checksumMismatch(let entry): "entry \"\(entry)\" is damaged: it does not have the checksum that the archive states"
        }
    }

    /// What people know a way of compressing by. (APPNOTE 4.4.5)
    private static func name(ofMethod number: UInt16) -> String {
        let names: [UInt16: String] = [
            1: "Shrink", 6: "Implode", 9: "Deflate64", 12: "BZIP2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd",
        ]
        return names[number].map { "method \(number) (\($0))" } ?? "method \(number)"
    }
}
