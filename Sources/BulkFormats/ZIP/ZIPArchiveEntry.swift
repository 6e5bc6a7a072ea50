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

    /// The folders and the base name with slashes between them, whatever the archive has there.
    public var path: String { Self.path(of: name) }

    /// One way of writing for what names may say in several: slashes between folders, and neither a slash nor `./` in front.
    public static func path(of name: String) -> String {
        var parts = name.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: isSlash).map { String($0) }[...]
        while parts.count > 1, parts.first == "" || parts.first == "." { parts.removeFirst() }
        return parts.joined(separator: "/")
    }

    /// Whether a person who packed files wouldn't know of this one: it lies in a folder `__MACOSX`, its base name starts with
    /// a dot, or it is one of those that Windows puts into folders. Folders are never hidden.
    public var isHidden: Bool {
        guard !isDirectory else { return false }
        let baseName = baseName
        return baseName.utf8.first == UInt8(ascii: ".") || Self.namesOfWindows.contains(baseName.lowercased())
            || name.unicodeScalars.split(whereSeparator: Self.isSlash).dropLast().contains { String($0) == "__MACOSX" }
    }

    private static let namesOfWindows: Set<String> = ["thumbs.db", "ehthumbs.db", "desktop.ini"]

    // A scalar and not a character: a slash with an accent on it is still a slash.
    static func isSlash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "/" || scalar == "\\"
    }
}
