import BulkFormats

/// An archive with a piece of each of the files that are imported together, for one job.
///
/// Splitting the same files again gives equal parts.
public struct FilePart: Hashable, Sendable, Codable {
    /// A CSV file of the archive.
    public struct Table: Hashable, Sendable, Codable {
        /// Which of the files that were split it is a piece of: 0 for the parent, children behind it.
        public var source: Int
        /// Its name in the archive.
        public var name: String
        /// Bytes, and their CRC-32.
        public var size: Int
        public var checksum: UInt32
        /// Where its rows come from; as many as it has.
        public var origins: RowOrigins

        public var rows: Int { origins.count }
    }

    /// The archive's name in its folder.
    public var fileName: String
    /// Bytes of the archive. They may differ from one machine to another, and nothing else does.
    public var archiveSize: Int
    /// That of the parent, then those of children that have rows here.
    public var tables: [Table]

    /// Rows of all tables.
    public var rows: Int { tables.reduce(0) { $0 + $1.rows } }

    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.fileName == rhs.fileName && lhs.tables == rhs.tables
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(fileName)
        hasher.combine(tables)
    }

    /// Whether the archive is in a folder as it was written, as far as its directory says.
    public func isPresent(in folder: String) -> Bool {
        guard let archive = try? ZIPArchive(path: folder + "/" + fileName), archive.entries.count == tables.count else { return false }
        return zip(archive.entries, tables).allSatisfy { entry, table in
            entry.name == table.name && entry.size == UInt64(table.size) && entry.checksum == table.checksum
        }
    }
}
