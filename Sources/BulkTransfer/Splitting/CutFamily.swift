/// Tables that are cut together: every row of a child goes where the parent's row goes that it names.
struct CutFamily {
    struct Child {
        var table: CutTable
        /// Which of the files that are imported it is.
        var source: Int
        var keyColumn: Int
        var parentKeyColumn: Int
    }

    var parent: CutTable
    var children: [Child]

    /// The same family as far as it is in an archive.
    /// - Parameter contents: of the archive's entries.
    func found(in archive: PartArchive, _ contents: [(source: Int, origins: RowOrigins)]) -> CutFamily {
        var origins: [Int: RowOrigins] = [:]
        for content in contents { origins[content.source] = content.origins }
        return CutFamily(
            parent: CutTable(parent, in: archive, origins: origins[0] ?? RowOrigins()),
            children: children.compactMap { child in
                guard let own = origins[child.source] else { return nil }
                var child = child
                child.table = CutTable(child.table, in: archive, origins: own)
                return child
            })
    }
}
