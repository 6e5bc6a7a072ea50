/// What an archive's directory says of a file in it. (APPNOTE 4.3.12)
public struct ZIPArchiveEntry: Hashable, Sendable {
    /// The name as the archive has it, with folders before it. It is whatever the sender wrote, such as `../../etc/passwd`,
    /// and must never be used as a path on disk.
    public let name: String
    /// Bytes in the archive.
    public let compressedSize: UInt64
    /// Bytes before compression, as the archive claims; reading checks it.
    public let size: UInt64
    /// The CRC-32 of those bytes, as the archive claims; reading checks it.
    public let checksum: UInt32
    public let isEncrypted: Bool
    /// Whether it stands for a folder, having a name that ends in a slash.
    public let isDirectory: Bool

    /// How it is compressed. (APPNOTE 4.4.5)
    let method: UInt16
    /// Where the local header stands.
    let headerOffset: UInt64
    /// Where the compressed bytes start; they end inside the archive.
    let dataOffset: UInt64

    var dataEnd: UInt64 { dataOffset + compressedSize }
}

extension ZIPArchiveEntry {
    /// The name after its last slash or backslash; empty for a folder.
    public var baseName: String {
        guard let slash = name.unicodeScalars.lastIndex(where: Self.isSlash) else { return name }
        return String(name[name.unicodeScalars.index(after: slash)...])
    }

    /// Whether a person who packed files wouldn't know of this one: it lies under `__MACOSX/`, or its base name starts with
    /// a dot. Folders are never hidden.
    public var isHidden: Bool {
        !isDirectory && (name.utf8.starts(with: "__MACOSX/".utf8) || baseName.utf8.first == UInt8(ascii: "."))
    }

    // A scalar and not a character: a slash with an accent on it is still a slash.
    static func isSlash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "/" || scalar == "\\"
    }
}
