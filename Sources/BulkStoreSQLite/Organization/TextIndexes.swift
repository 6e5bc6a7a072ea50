import BulkModel
import BulkStore
import GRDB

/// The indexes over texts, which are in the order of ``TextCollation``: when that has got a new name they are made anew.
///
/// All of it happens inside a migration's transaction. Queries must not touch an index of an unknown collation, so those go first.
struct TextIndexes {
    let database: Database

    /// Makes the indexes of older collations anew.
    /// - Parameters:
    ///   - decisions: about unique values that collide.
    ///   - time: when records are changed by them, in seconds since 1970.
    /// - Throws: ``SettlingProblem``; `undecided` if unique values collide.
    func rebuild(settling decisions: [CollisionDecision], at time: Int64) throws {
        let stale = try staleIndexes()
        for index in stale { try database.execute(sql: "DROP INDEX \(SQLIdentifier.quoted(index.name))") }
        if !decisions.isEmpty {
            let settler = CollisionSettler(database: database, collisions: try collisions(in: stale), time: time)
            try settler.settle(decisions)
        }
        do {
            for index in stale { try database.execute(sql: index.creation) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw SettlingProblem.undecided(try collisions(in: stale))
        }
    }

    private func staleIndexes() throws -> [TextIndex] {
        let indexes = try Row.fetchAll(
            database,
            sql: """
                SELECT s.name, s.tbl_name, s.sql, i.name FROM sqlite_schema AS s, pragma_index_info(s.name) AS i
                WHERE s.type = 'index' AND instr(s.sql, ?) > 0 AND instr(s.sql, ?) = 0 ORDER BY s.rowid
                """, arguments: [" COLLATE \(TextCollation.family)", " COLLATE \(TextCollation.name))"])
        return indexes.map { TextIndex(name: $0[0], table: $0[1], column: $0[3], isUnique: ($0[2] as String).hasPrefix("CREATE UNIQUE ")) }
    }

    private func collisions(in indexes: [TextIndex]) throws -> [ValueCollision] {
        try indexes.filter(\.isUnique).flatMap(collisions)
    }

    private func collisions(in index: TextIndex) throws -> [ValueCollision] {
        let table = SQLIdentifier.quoted(index.table)
        let column = SQLIdentifier.quoted(index.column)
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT "id", \(column) FROM \(table) WHERE \(index.key) IN (
                    SELECT \(column) FROM \(table) WHERE \(column) IS NOT NULL GROUP BY \(index.key) HAVING count(*) > 1
                ) ORDER BY \(index.key), "id"
                """)
        var collisions: [ValueCollision] = []
        var last: [UInt8]?
        for row in rows {
            let holder = ValueCollision.Holder(record: ObjectID(row[0] as Int64), value: row[1])
            let key = CaseFolding.folded(holder.value.utf8)
            if key != last { collisions.append(ValueCollision(module: index.table, field: index.column, holders: [])) }
            collisions[collisions.count - 1].holders.append(holder)
            last = key
        }
        return collisions
    }
}

/// An index over one column with texts.
struct TextIndex {
    let name: String
    let table: String
    let column: String
    let isUnique: Bool

    /// The column as it is ordered.
    var key: String { "\(SQLIdentifier.quoted(column)) COLLATE \(TextCollation.name)" }

    var creation: String {
        "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(SQLIdentifier.quoted(name)) ON \(SQLIdentifier.quoted(table)) (\(key))"
    }
}
