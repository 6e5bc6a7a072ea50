/// How large a part of a file may be that one job imports.
public struct PartLimits: Hashable, Sendable {
    /// Rows of each of its tables, headers not counted.
    public var rows: Int
    /// Bytes of all its tables together.
    public var size: Int
    /// Bytes of its archive.
    public var archiveSize: Int

    public init(rows: Int, size: Int, archiveSize: Int) {
        self.rows = rows
        self.size = size
        self.archiveSize = archiveSize
    }

    /// What Zoho takes, and as many bytes before compression as are hardly ever too many behind it.
    /// (bulk write specification, sections 4.1 and 5.2)
    public static let zoho = PartLimits(rows: 25_000, size: 64 * 1_048_576, archiveSize: 25 * 1_048_576)

    /// The limits by which something of so many rows is cut in two, for it turned out too large.
    func halved(_ rows: Int) -> PartLimits {
        PartLimits(rows: (rows + 1) / 2, size: size, archiveSize: archiveSize)
    }
}
