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
        case .encrypted(let entry): "entry \"\(entry)\" is encrypted"
        case .unsupportedCompression(let method, let entry): "entry \"\(entry)\" is compressed by method \(method), which is not supported"
        case .tooLarge(let entry, let limit): "entry \"\(entry)\" is larger than \(limit) bytes"
        case .checksumMismatch(let entry): "entry \"\(entry)\" does not have the checksum that the archive states"
        }
    }
}
