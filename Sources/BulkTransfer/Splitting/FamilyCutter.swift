import BulkFormats

/// Cuts a parent's file and those of its children into parts.
///
/// The files are read twice: first to count, then to take each row to the part it belongs to. Memory holds the keys of the parent's rows
/// and a few numbers for each.
struct FamilyCutter {
    let limits: PartLimits
    let parts: PartSequence
    /// Rows of the parent that a part may have.
    private let parentRows: Int

    init(limits: PartLimits, parts: PartSequence) {
        self.init(limits: limits, parts: parts, parentRows: limits.rows)
    }

    private init(limits: PartLimits, parts: PartSequence, parentRows: Int) {
        self.limits = limits
        self.parts = parts
        self.parentRows = parentRows
    }

    /// - Returns: what a person should know.
    /// - Throws: ``TransferFailure``, and what `each` of the parts throws.
    func cut(_ family: CutFamily) throws -> [String] {
        let count = try FamilyCount(family)
        let plan = try FamilyPlan(family, count, limits: limits, parentRows: parentRows)
        var notes = Self.notes(on: plan, count, of: family)
        var row = 0
        var tables: [SpooledTable] = []
        defer { for table in tables { table.spool.release() } }
        tables.append(
            try spool(family.parent, source: 0, plan) { _ in
                defer { row += 1 }
                return plan.part(of: row)
            })
        for child in family.children {
            tables.append(
                try spool(child.table, source: child.source, plan) { reader in
                    count.parent(of: reader, in: child).map(plan.part) ?? 0
                })
        }
        for part in plan.starts.indices {
            notes += try end(part, of: family, tables)
        }
        return notes
    }

    /// A table of which every row is on its way to its part.
    private struct SpooledTable {
        let table: CutTable
        let source: Int
        let header: [UInt8]
        let spool: RowSpool
        /// Of each part's rows.
        var origins: [RowOrigins]
    }

    /// - Parameter part: of the row that the reader stands on.
    private func spool(_ table: CutTable, source: Int, _ plan: FamilyPlan, part: (CSVReader) -> Int) throws -> SpooledTable {
        let reader = try table.open()
        var writer = CSVWriter(into: MemoryBlock(capacity: 65_536))
        defer { writer.block.deallocate() }
        writer.copyHeader(of: reader)
        var spooled = SpooledTable(
            table: table, source: source, header: Array(writer.block.bytes),
            spool: try RowSpool(in: parts.draftPath(), parts: plan.starts.count),
            origins: Array(repeating: RowOrigins(), count: plan.starts.count))
        do {
            while try table.next(of: reader) {
                let part = part(reader)
                writer.block.count = 0
                writer.copyRow(of: reader, table.preparation)
                try spooled.spool.add(writer.block.bytes, to: part)
                spooled.origins[part].append(try table.origin(of: reader))
            }
        } catch {
            spooled.spool.release()
            throw error
        }
        return spooled
    }

    /// Makes an archive of what came to a part, and cuts it again if it is too large.
    private func end(_ part: Int, of family: CutFamily, _ tables: [SpooledTable]) throws -> [String] {
        let archive = try PartArchive(temporaryPath: parts.draftPath())
        defer { archive.release() }
        var contents: [(source: Int, origins: RowOrigins)] = []
        for table in tables where table.source == 0 || table.origins[part].count > 0 {
            try archive.beginTable(table.table.name)
            try table.header.withUnsafeBytes(archive.write)
            try table.spool.read(part, archive.write)
            try archive.endTable()
            contents.append((table.source, table.origins[part]))
        }
        try archive.finish()
        if archive.file.count <= limits.archiveSize {
            try parts.add(archive, contents)
            return []
        }
        let rows = contents[0].origins.count
        guard rows > 1 else {
            let origin = contents[0].origins[0] ?? RowOrigins.Origin(row: 1, line: 2)
            throw family.parent.tooLarge(origin, "compressed, the row and those that belong to it are", limit: limits.archiveSize)
        }
        return try FamilyCutter(limits: limits, parts: parts, parentRows: (rows + 1) / 2).cut(family.found(in: archive, contents))
    }

    private static func notes(on plan: FamilyPlan, _ count: FamilyCount, of family: CutFamily) -> [String] {
        let name = family.parent.source.name
        return count.torn(by: plan.part).map { column, keys, first, last in
            let lines = "\(count.origins[first]?.line ?? 0) and \(count.origins[last]?.line ?? 0)"
            let title = family.parent.table.header.indices.contains(column) ? family.parent.table.header[column] : "\(column + 1)"
            return
                "\(keys) \(keys == 1 ? "text" : "texts") of the column \(title) of \(name) stand in several rows that are not in the same part, as in lines \(lines): what belongs to them goes with the first"
        }
    }
}
