/// Cuts CSV files into archives, each small enough for a job of its own. (bulk write specification, sections 5 and 10)
///
/// What can be read is written as UTF-8 with commas, every cell as it is, or as it was told to be, and every row with as many cells as it
/// has. Rows that can't be trusted are put aside. The same files give the same parts again.
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
        /// Rows that were put aside, for each file that has some.
        public var refused: [RefusedTable] = []
    }

    /// A file that is cut.
    struct Source {
        var table: SourceTable
        /// API name.
        var module = ""
        /// What the cells of columns become.
        var translations: [Int: CellTranslation] = [:]
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
        let sources = [Source(table: parent)] + children.map { Source(table: $0.table) }
        return try split(sources, children: children, each: each)
    }

    /// - Parameters:
    ///   - sources: the parent, then the children.
    ///   - children: how they hang on the parent.
    func split(_ sources: [Source], children: [ChildTable], each: (FilePart) throws -> Void) throws -> Outcome {
        try withoutActuallyEscaping(each) { each in
            let parts = PartSequence(in: folder, each: each)
            let names = Self.names(sources.map(\.table))
            let refused = sources.enumerated().map { index, source in
                RefusedRows(of: source.table, module: source.module, source: index, path: Self.refusedPath(of: index, in: folder))
            }
            let tables = sources.enumerated().map { index, source in
                CutTable(
                    source.table, name: names[index],
                    preparation: RowPreparation(source.table, translations: source.translations), refused: refused[index])
            }
            var notes: [String] = []
            if children.isEmpty {
                try TableCutter(limits: limits, parts: parts).cut(tables[0])
            } else {
                let family = CutFamily(
                    parent: tables[0],
                    children: children.enumerated().map { index, child in
                        CutFamily.Child(
                            table: tables[index + 1], source: index + 1, keyColumn: child.keyColumn,
                            parentKeyColumn: child.parentKeyColumn)
                    })
                notes = try FamilyCutter(limits: limits, parts: parts).cut(family)
            }
            return Outcome(parts: parts.parts, notes: notes, refused: try refused.compactMap { try $0.end() })
        }
    }

    /// Where the rows of a file are kept that aren't sent.
    /// - Parameter source: which of the files that are cut.
    static func refusedPath(of source: Int, in folder: String) -> String { "\(folder)/refused-\(source).csv" }

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
