import BulkFormats
import BulkModel
import BulkStore
import NIOPosix

/// The complete account of an import: every row whole, with its outcome and, for each error, what to do about it.
///
/// It is made while it is fetched, from the archive the job has read and the committed outcomes. Used by one task at a time; hence
/// `@unchecked Sendable`.
public final class ImportReport: @unchecked Sendable {
    private let parts: [OutcomeRows]
    private let schema: Schema
    private let selection: Selection
    private let format: Format
    private var part = 0
    private var writer = CSVWriter(into: MemoryBlock(capacity: ImportReport.blockSize))
    private var hasHeader = false

    private static let blockSize = 131_072

    public enum Format: String, Sendable, CaseIterable {
        case csv, jsonl
    }

    public enum Selection: String, Sendable, CaseIterable {
        case all
        /// Rows that did not become, and did not change, a record.
        case failed
    }

    init(_ parts: [OutcomeRows], schema: Schema, format: Format, selection: Selection) {
        self.parts = parts
        self.schema = schema
        self.format = format
        self.selection = selection
    }

    deinit {
        writer.block.deallocate()
    }

    /// The next piece of the report; nil behind the last.
    public func next() async throws -> [UInt8]? {
        try await NIOThreadPool.singleton.runIfActive { [self] in
            writer.block.count = 0
            while writer.block.count < Self.blockSize / 2, part < parts.count {
                let rows = parts[part]
                if format == .csv, !hasHeader {
                    writeHeader(rows)
                    hasHeader = true
                }
                guard try hasNext(rows) else {
                    part += 1
                    continue
                }
                if selection == .failed, rows.status == .added || rows.status == .updated { continue }
                if format == .csv { writeRow(rows) } else { writeObject(rows) }
            }
            return writer.block.count == 0 ? nil : Array(writer.block.bytes)
        }
    }

    /// A file that can't be read to its end, which is why its import broke off, has the rows up to there.
    private func hasNext(_ rows: OutcomeRows) throws -> Bool {
        do {
            return try rows.next()
        } catch is ZIPError {
            return false
        } catch is CSVError {
            return false
        }
    }

    /// How many columns the file has itself; those of an earlier report are left behind.
    private func width(_ rows: OutcomeRows) -> Int {
        rows.header.firstIndex(of: ReportColumns.first) ?? rows.header.count
    }

    private func writeHeader(_ rows: OutcomeRows) {
        for name in rows.header.prefix(width(rows)) {
            writer.write(name)
            writer.separate()
        }
        writer.write(raw: ReportColumns.names.joined(separator: ","))
        writer.endRow()
    }

    private func writeRow(_ rows: OutcomeRows) {
        let width = width(rows)
        for column in 0..<width {
            writer.write(rows.reader.raw(column))
            writer.separate()
        }
        writer.write(rows.status.word)
        writer.separate()
        if rows.record != 0 { writer.write(rows.record) }
        writer.separate()
        writer.write(Int64(rows.reader.line))
        writer.separate()
        writer.write(rows.errorText)
        writer.separate()
        writer.write(rows.errors.map { hint($0, rows) }.joined(separator: " "))
        writer.separate()
        writer.write(rows.notes.map { note($0, rows) }.joined(separator: " "))
        // Cells beyond the header mean nothing to an import, but they are part of the row.
        if width == rows.header.count {
            for column in width..<max(width, rows.reader.count) {
                writer.separate()
                writer.write(rows.reader.raw(column))
            }
        }
        writer.endRow()
    }

    private func writeObject(_ rows: OutcomeRows) {
        var names: [String: Int] = [:]
        let cells = (0..<max(rows.header.count, rows.reader.count)).map { column -> (String, JSONValue) in
            let name = column < rows.header.count ? rows.header[column] : "column \(column + 1)"
            names[name, default: 0] += 1
            let count = names[name] ?? 1
            return (count == 1 ? name : "\(name) (\(count))", .string(text(rows.reader.raw(column))))
        }
        let members = JSONObject([
            ("module", .string(rows.resource.module.apiName)), ("file", .string(rows.resource.source.fileName)),
            ("line", .integer(rows.reader.line)), ("status", .string(rows.status.word)),
            ("record_id", rows.record == 0 ? .null : .string(String(rows.record))),
            ("errors", .array(rows.errors.map { description(of: $0, rows) })),
            ("notes", .array(rows.notes.map { description(of: $0, rows) })), ("row", .object(JSONObject(cells))),
        ])
        writer.write(raw: JSONValue.object(members).description)
        writer.endRow()
    }

    private func description(of error: RowError, _ rows: OutcomeRows) -> JSONValue {
        let mapping = error.mapping.map(rows.resource.mapping)
        var members: [(String, JSONValue)] = [("code", .string(error.code.name))]
        members.append(("field", mapping.map { .string($0.apiName) } ?? .null))
        members.append(("column", error.mapping.map { .string(rows.label(of: $0)) } ?? .null))
        members.append(("value", mapping?.index.map { .string(text(rows.reader.raw($0))) } ?? .null))
        members.append(("line", .integer(mapping?.index.map { rows.reader.position($0).line } ?? rows.reader.line)))
        members.append(("hint", .string(hint(error, rows))))
        return .object(JSONObject(members))
    }

    private func hint(_ error: RowError, _ rows: OutcomeRows) -> String {
        let mapping = error.mapping.map(rows.resource.mapping)
        let field = mapping.flatMap { schema.module(id: rows.resource.module.id)?.field(named: $0.apiName) }
        return ErrorHint(field: field, mapping: mapping, trouble: rows.trouble, encoding: rows.resource.source.encoding).text(error)
    }

    private func description(of note: RowNote, _ rows: OutcomeRows) -> JSONValue {
        let mapping = note.mapping.map { rows.resource.mappings[$0] }
        return [
            "code": .string(note.kind.name), "field": mapping.map { .string($0.apiName) } ?? .null,
            "column": note.mapping.map { .string(rows.label(of: $0)) } ?? .null, "message": .string(self.note(note, rows)),
        ]
    }

    private func note(_ note: RowNote, _ rows: OutcomeRows) -> String {
        NoteText.row(note.kind, column: note.mapping.map(rows.label), cells: rows.reader.count, columns: rows.header.count)
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
