import BulkModel
import BulkStore
import GRDB
import GRDBSQLite

/// The SQL function `CRM_TEXT_MATCH(match, value, prepared text)`: a ``TextMatch`` by its number; 0 for an empty value.
enum TextFunction {
    static let name = "CRM_TEXT_MATCH"

    static func register(on database: Database) {
        sqlite3_create_function_v2(
            database.sqliteConnection, name, 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
            { context, _, arguments in
                guard let arguments, let match = TextMatch(rawValue: Int(sqlite3_value_int64(arguments[0]))),
                    let value = TextFunction.bytes(arguments[1]), let text = TextFunction.bytes(arguments[2])
                else { return sqlite3_result_int(context, 0) }
                sqlite3_result_int(context, TextMatcher.matches(match, value, text) ? 1 : 0)
            }, nil, nil, nil)
    }

    /// Nil for NULL.
    private static func bytes(_ value: OpaquePointer?) -> UnsafeRawBufferPointer? {
        guard sqlite3_value_type(value) != SQLITE_NULL, let text = sqlite3_value_text(value) else { return nil }
        return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_value_bytes(value)))
    }
}
