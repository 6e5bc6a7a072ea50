/// Cuts CSV files into archives, each small enough for a job of its own. (bulk write specification, sections 5 and 10)
///
/// What can be read is written as UTF-8 with commas, every cell as it is and every row with as many cells as it has. The same files
/// give the same parts again.
public struct FileSplitter: Sendable {
    /// Where the archives go; it must exist.
    public let folder: String
    public let limits: PartLimits

    public init(into folder: String, limits: PartLimits = .zoho) {
        self.folder = folder
        self.limits = limits
    }

    /// What was made of the files.
    public struct Outcome: Hashable, Sendable {
        /// None if there are no rows.
        public var parts: [FilePart]
        /// What a person should know about the way they were cut.
        public var notes: [String]
    }

    /// Cuts one file.
    /// - Parameter each: gets each part as soon as its archive is complete.
    /// - Throws: ``TransferFailure``, and what `each` throws.
    public func split(_ table: SourceTable, each: (FilePart) throws -> Void = { _ in }) throws -> Outcome {
        try split(table, children: [], each: each)
    }

    /// Cuts a file together with those whose rows belong to its rows: they are always in the same part. Rows of children whose parent
    /// isn't there are in the first part.
    /// - Parameter each: gets each part as soon as its archive is complete.
    /// - Throws: ``TransferFailure``, and what `each` throws.
    public func split(_ parent: SourceTable, children: [ChildTable], each: (FilePart) throws -> Void = { _ in }) throws -> Outcome {
        try withoutActuallyEscaping(each) { each in
            let parts = PartSequence(in: folder, each: each)
            let names = Self.names([parent] + children.map(\.table))
            guard !children.isEmpty else {
                try TableCutter(limits: limits, parts: parts).cut(CutTable(parent, name: names[0]))
                return Outcome(parts: parts.parts, notes: [])
            }
            let family = CutFamily(
                parent: CutTable(parent, name: names[0]),
                children: children.enumerated().map { index, child in
                    CutFamily.Child(
                        table: CutTable(child.table, name: names[index + 1]), source: index + 1, keyColumn: child.keyColumn,
                        parentKeyColumn: child.parentKeyColumn)
                })
            let notes = try FamilyCutter(limits: limits, parts: parts).cut(family)
            return Outcome(parts: parts.parts, notes: notes)
        }
    }

    /// Names in the archive, each another, that a server takes for those of CSV files. (bulk write specification, section 5.1)
    private static func names(_ tables: [SourceTable]) -> [String] {
        var taken: Set<String> = []
        return tables.map { table in
            var base = String(table.file.name.drop { $0 == "." })
            if base.lowercased().hasSuffix(".csv") { base.removeLast(4) }
            if base.isEmpty { base = "table" }
            var name = base + ".csv"
            var number = 2
            while !taken.insert(name.lowercased()).inserted {
                name = "\(base)-\(number).csv"
                number += 1
            }
            return name
        }
    }
}
