import BulkStore
import GRDB

/// A piece of SQL and the values that belong to its question marks; the two always travel together.
struct SQLFragment {
    var text: String
    var bindings: [StoredValue] = []

    static func joined(_ fragments: [SQLFragment], by separator: String) -> SQLFragment {
        SQLFragment(
            text: fragments.map(\.text).joined(separator: separator), bindings: fragments.flatMap(\.bindings))
    }

    var arguments: StatementArguments {
        StatementArguments(
            bindings.map { value in
                switch value {
                case .integer(let integer): integer.databaseValue
                case .text(let text): text.databaseValue
                }
            })
    }
}
