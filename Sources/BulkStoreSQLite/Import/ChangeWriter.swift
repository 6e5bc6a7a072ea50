import BulkModel
import BulkStore
import Foundation
import GRDB
import GRDBSQLite

/// Carries out the changes of a batch row by row, in their order: the hot loop of every import.
///
/// An update reads the record first. That gives what undoing takes, the values of the cells to keep, and whether an indexed column
/// changes at all: if none does, the update leaves those columns out, and SQLite leaves the indexes alone.
struct ChangeWriter {
    private let changes: RecordChanges
    private let insert: OpaquePointer?
    private let select: OpaquePointer?
    private let update: OpaquePointer?
    /// The same but for the columns that have an index; nil if none has.
    private let leanUpdate: OpaquePointer?
    private let isIndexed: [Bool]
    private var images: BeforeImages
    private let width: Int
    /// Memory for joined text; each binding takes a copy.
    private var joined: [UInt8] = []

    init(_ changes: RecordChanges, module: Module, database: Database) throws {
        self.changes = changes
        width = changes.batch.fields.count
        let table = SQLIdentifier.quoted(module.apiName)
        let fields = changes.batch.fields
        let updated = changes.updateColumns.map { fields[$0] }
        images = BeforeImages(columns: updated.map(\.apiName))
        let layout = RecordTable(module)
        isIndexed = updated.map(layout.hasIndex)
        let joined = [changes.joinedText?.field].compactMap { $0 }
        if changes.actions[changes.rows].contains(.insert) {
            let columns = fields + joined + changes.insertConstants.map(\.field)
            insert = try Self.prepare(
                """
                INSERT INTO \(table) (\(Self.names(columns).joined(separator: ", "))) \
                VALUES (\(Array(repeating: "?", count: columns.count).joined(separator: ", ")))
                """, database)
            Self.bind(changes.insertConstants, after: fields.count + joined.count, of: insert)
        } else {
            insert = nil
        }
        guard changes.actions[changes.rows].contains(.update) else {
            select = nil
            update = nil
            leanUpdate = nil
            return
        }
        let read = ["\"id\""] + Self.names(updated)
        select = try Self.prepare("SELECT \(read.joined(separator: ", ")) FROM \(table) WHERE \"id\" = ?", database)
        func prepareUpdate(_ columns: [Field]) throws -> OpaquePointer {
            let set = Self.names(columns + joined + changes.updateConstants.map(\.field)).map { "\($0) = ?" }
            let statement = try Self.prepare("UPDATE \(table) SET \(set.joined(separator: ", ")) WHERE \"id\" = ?", database)
            Self.bind(changes.updateConstants, after: columns.count + joined.count, of: statement)
            return statement
        }
        update = try prepareUpdate(updated)
        let lean = updated.filter { !layout.hasIndex(on: $0) }
        leanUpdate =
            lean.count < updated.count && lean.count + joined.count + changes.updateConstants.count > 0 ? try prepareUpdate(lean) : nil
    }

    /// - Returns: the updated records as they were.
    mutating func write() throws -> BeforeImages {
        defer {
            // The bindings point into the batch, which won't outlive this call.
            for statement in [insert, select, update, leanUpdate] {
                guard let statement else { continue }
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
        }
        let batch = changes.batch
        try batch.arena.withUnsafeBufferPointer { arena in
            try batch.cells.withUnsafeBufferPointer { cells in
                for row in changes.rows where changes.actions[row] != .none {
                    let rowCells = UnsafeBufferPointer(rebasing: cells[row * width..<(row + 1) * width])
                    if changes.actions[row] == .insert {
                        try insertRow(rowCells, arena)
                    } else {
                        try updateRow(rowCells, arena)
                    }
                }
            }
        }
        return images
    }

    private mutating func insertRow(_ cells: UnsafeBufferPointer<RecordBatch.Cell>, _ arena: UnsafeBufferPointer<UInt8>) throws {
        guard let insert else { return }
        for column in 0..<width {
            let cell = cells[column] == .keep ? changes.insertDefaults[column] : cells[column]
            CellBinder.bind(cell, at: Int32(truncatingIfNeeded: column + 1), of: insert, from: arena)
        }
        if let join = changes.joinedText {
            joined.removeAll(keepingCapacity: true)
            for part in join.parts { append(cells[part], arena) }
            bindJoined(at: Int32(truncatingIfNeeded: width + 1), of: insert)
        }
        try Self.finish(insert)
    }

    private mutating func updateRow(_ cells: UnsafeBufferPointer<RecordBatch.Cell>, _ arena: UnsafeBufferPointer<UInt8>) throws {
        guard let select, let update, case .integer(let id) = cells[0] else { return }
        sqlite3_bind_int64(select, 1, id)
        defer { sqlite3_reset(select) }
        guard sqlite3_step(select) == SQLITE_ROW else { throw SQLiteFailure.last(of: select) }
        let changesIndex = appendImage(of: id, cells, arena, select)
        let skipsIndexed = leanUpdate != nil && !changesIndex
        let statement = skipsIndexed ? leanUpdate ?? update : update
        var parameter: Int32 = 1
        for (place, column) in changes.updateColumns.enumerated() where !(skipsIndexed && isIndexed[place]) {
            if cells[column] == .keep {
                sqlite3_bind_value(statement, parameter, sqlite3_column_value(select, Int32(truncatingIfNeeded: place + 1)))
            } else {
                CellBinder.bind(cells[column], at: parameter, of: statement, from: arena)
            }
            parameter += 1
        }
        if let join = changes.joinedText {
            joined.removeAll(keepingCapacity: true)
            for part in join.parts {
                if cells[part] == .keep, let place = changes.updateColumns.firstIndex(of: part) {
                    append(Self.stored(select, place))
                } else {
                    append(cells[part], arena)
                }
            }
            bindJoined(at: parameter, of: statement)
            parameter += 1
        }
        sqlite3_bind_int64(statement, parameter + Int32(truncatingIfNeeded: changes.updateConstants.count), id)
        try Self.finish(statement)
    }

    /// Keeps what the record was where it will be something else.
    /// - Returns: whether an indexed column changes.
    private mutating func appendImage(
        of id: Int64, _ cells: UnsafeBufferPointer<RecordBatch.Cell>, _ arena: UnsafeBufferPointer<UInt8>, _ select: OpaquePointer
    ) -> Bool {
        images.append(record: id)
        var changesIndex = false
        for (place, column) in changes.updateColumns.enumerated() {
            let stored = Self.stored(select, place)
            if Self.isSame(cells[column], stored, arena) {
                images.appendUnchanged()
            } else {
                images.append(stored)
                changesIndex = changesIndex || isIndexed[place]
            }
        }
        return changesIndex
    }

    private static func isSame(_ cell: RecordBatch.Cell, _ stored: RawCell, _ arena: UnsafeBufferPointer<UInt8>) -> Bool {
        switch cell {
        case .keep: true
        case .null: stored.isNull
        case .integer(let value): !stored.isNull && stored.bytes == nil && stored.number == value
        case .text(let offset, let count):
            Int(stored.number) == count && stored.bytes.map { memcmp($0, arena.baseAddress! + offset, count) == 0 } ?? false
        }
    }

    /// A column behind the id of the row that the select stands on.
    private static func stored(_ select: OpaquePointer, _ place: Int) -> RawCell {
        RawCell(sqlite3_column_value(select, Int32(truncatingIfNeeded: place + 1)))
    }

    private mutating func append(_ cell: RecordBatch.Cell, _ arena: UnsafeBufferPointer<UInt8>) {
        guard case .text(let offset, let count) = cell else { return }
        appendPart(arena[offset..<offset + count])
    }

    private mutating func append(_ cell: RawCell) {
        if !cell.isNull { appendPart(cell.text[...]) }
    }

    private mutating func appendPart(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
        if !joined.isEmpty { joined.append(0x20) }
        joined.append(contentsOf: text)
    }

    private func bindJoined(at parameter: Int32, of statement: OpaquePointer) {
        guard !joined.isEmpty else {
            sqlite3_bind_null(statement, parameter)
            return
        }
        // Tells SQLite to make a copy of its own; the C macro is a cast that Swift can't see.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        _ = joined.withUnsafeBytes {
            sqlite3_bind_text(statement, parameter, $0.assumingMemoryBound(to: CChar.self).baseAddress, Int32($0.count), copied)
        }
    }

    private static func finish(_ statement: OpaquePointer) throws {
        guard sqlite3_step(statement) == SQLITE_DONE else { throw SQLiteFailure.last(of: statement) }
        sqlite3_reset(statement)
    }

    private static func prepare(_ sql: String, _ database: Database) throws -> OpaquePointer {
        let statement = try database.cachedStatement(sql: sql).sqliteStatement
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
        return statement
    }

    private static func names(_ fields: [Field]) -> [String] {
        fields.map { SQLIdentifier.quoted($0.apiName) }
    }

    /// Constants are bound once; a reset keeps bindings.
    private static func bind(_ constants: [RecordChanges.Constant], after count: Int, of statement: OpaquePointer?) {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (offset, constant) in constants.enumerated() {
            let parameter = Int32(truncatingIfNeeded: count + offset + 1)
            switch constant.value {
            case .integer(let value): sqlite3_bind_int64(statement, parameter, value)
            case .text(let text): sqlite3_bind_text(statement, parameter, text, Int32(text.utf8.count), copied)
            }
        }
    }
}
