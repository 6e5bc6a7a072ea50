import BulkFormats

/// Cuts one file into parts, row by row, in memory for a few rows.
struct TableCutter {
    let limits: PartLimits
    let parts: PartSequence

    /// Bytes that are handed to the archive at a time.
    private static let blockSize = 262_144

    /// - Throws: ``TransferFailure``, and what `each` of the parts throws.
    func cut(_ table: CutTable) throws {
        let reader = try table.open()
        var writer = CSVWriter(into: MemoryBlock(capacity: Self.blockSize * 2))
        defer { writer.block.deallocate() }
        writer.copyHeader(of: reader)
        let header = Array(writer.block.bytes)
        writer.block.count = 0
        var draft: Draft?
        defer { draft?.archive.release() }
        while try table.next(of: reader) {
            let origin = try table.origin(of: reader)
            if let full = draft, full.origins.count == limits.rows {
                try end(full, of: table, &writer)
                draft = nil
            }
            let start = writer.block.count
            writer.copyRow(of: reader, table.preparation)
            let size = writer.block.count - start
            guard header.count + size <= limits.size else { throw table.tooLarge(origin, "the row is", limit: limits.size) }
            if let full = draft, full.size + size > limits.size {
                let row = Array(writer.block.bytes[start...])
                writer.block.count = start
                try end(full, of: table, &writer)
                draft = nil
                writer.write(rows: row)
            }
            if draft == nil { draft = try begin(table, header: header, first: origin) }
            draft?.origins.append(origin)
            draft?.size += size
            if writer.block.count >= Self.blockSize { try draft?.take(&writer) }
        }
        if let draft { try end(draft, of: table, &writer) }
    }

    /// A part that is being written.
    private struct Draft {
        let archive: PartArchive
        /// Where its first row comes from.
        let first: RowOrigins.Origin
        var origins = RowOrigins()
        /// Bytes of the table.
        var size: Int

        func take(_ writer: inout CSVWriter) throws {
            try archive.write(writer.block.bytes)
            writer.block.count = 0
        }
    }

    private func begin(_ table: CutTable, header: [UInt8], first: RowOrigins.Origin) throws -> Draft {
        let draft = Draft(archive: try PartArchive(temporaryPath: parts.draftPath()), first: first, size: header.count)
        do {
            try draft.archive.beginTable(table.name)
            try header.withUnsafeBytes(draft.archive.write)
        } catch {
            draft.archive.release()
            throw error
        }
        return draft
    }

    private func end(_ draft: Draft, of table: CutTable, _ writer: inout CSVWriter) throws {
        defer { draft.archive.release() }
        try draft.take(&writer)
        try draft.archive.endTable()
        try draft.archive.finish()
        if draft.archive.file.count <= limits.archiveSize {
            return try parts.add(draft.archive, [(source: 0, origins: draft.origins)])
        }
        let rows = draft.origins.count
        guard rows > 1 else { throw table.tooLarge(draft.first, "compressed, the row is", limit: limits.archiveSize) }
        try TableCutter(limits: limits.halved(rows), parts: parts).cut(CutTable(table, in: draft.archive, origins: draft.origins))
    }
}
