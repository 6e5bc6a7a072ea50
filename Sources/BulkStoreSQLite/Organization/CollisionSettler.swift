import BulkModel
import BulkStore
import GRDB

/// Carries out what was decided about unique values that collide. Whether that was enough, the indexes find out.
struct CollisionSettler {
    let database: Database
    let collisions: [ValueCollision]
    /// In seconds since 1970.
    let time: Int64

    /// The module whose records can't do without their unique values.
    private static let users = "Users"

    func settle(_ decisions: [CollisionDecision]) throws {
        var kept: Set<ObjectID> = []
        var replaced: Set<Place> = []
        for decision in decisions {
            switch decision {
            case .keep(let record):
                guard collisions.contains(where: { $0.has(record) }) else { throw SettlingProblem.notColliding(record, field: nil) }
                kept.insert(record)
            case .set(let record, let field, let value):
                guard let collision = collisions.first(where: { $0.field == field && $0.has(record) }) else {
                    throw SettlingProblem.notColliding(record, field: field)
                }
                try replace(value, of: record, in: collision)
                replaced.insert(Place(record: record, module: collision.module, field: field))
            case .keepOldest: break
            }
        }
        for collision in collisions {
            let others = collision.holders.map(\.record).filter {
                !replaced.contains(Place(record: $0, module: collision.module, field: collision.field))
            }
            var keepers = others.filter(kept.contains)
            guard keepers.count < 2 else { throw SettlingProblem.keptTwice(keepers) }
            if keepers.isEmpty, decisions.contains(.keepOldest) { keepers = Array(others.prefix(1)) }
            guard let keeper = keepers.first else { continue }
            for record in others where record != keeper { try clear(record, in: collision) }
        }
    }

    private func replace(_ value: String, of record: ObjectID, in collision: ValueCollision) throws {
        let length = try Int.fetchOne(
            database,
            sql: """
                SELECT json_extract(f.definition, '$.length') FROM _fields AS f JOIN _modules AS m ON m.id = f.module_id
                WHERE m.api_name = ? AND f.api_name = ?
                """, arguments: [collision.module, collision.field])
        guard !value.isEmpty, value.unicodeScalars.count <= length ?? .max else {
            throw SettlingProblem.unusableValue(record, field: collision.field)
        }
        try write(value, into: record, of: collision)
    }

    private func clear(_ record: ObjectID, in collision: ValueCollision) throws {
        guard collision.module != Self.users else {
            throw SettlingProblem.needsValue(record, module: collision.module, field: collision.field)
        }
        try write(nil, into: record, of: collision)
    }

    private func write(_ value: String?, into record: ObjectID, of collision: ValueCollision) throws {
        let stamp = "Modified_Time"
        let columns = try database.columns(in: collision.module).map(\.name)
        let changes = [SQLIdentifier.quoted(collision.field)] + (columns.contains(stamp) ? [SQLIdentifier.quoted(stamp)] : [])
        let values: [(any DatabaseValueConvertible)?] = [value] + (columns.contains(stamp) ? [time] : []) + [record.rawValue]
        try database.execute(
            sql: """
                UPDATE \(SQLIdentifier.quoted(collision.module)) SET \(changes.map { "\($0) = ?" }.joined(separator: ", ")) WHERE "id" = ?
                """, arguments: StatementArguments(values))
    }

    private struct Place: Hashable {
        let record: ObjectID
        let module: String
        let field: String
    }
}

extension ValueCollision {
    fileprivate func has(_ record: ObjectID) -> Bool { holders.contains { $0.record == record } }
}
