import GRDB
import GRDBSQLite

/// The SQL aggregate `CRM_AVERAGE(value, digits)`: the average of integers times 10 to the number of digits, exact, then rounded to the
/// nearest integer.
enum AverageFunction {
    static let name = "CRM_AVERAGE"

    static func register(on database: Database) {
        sqlite3_create_function_v2(
            database.sqliteConnection, name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, nil,
            { context, count, arguments in ExactTotal.step(context, arguments, count: count) },
            { context in ExactTotal.give(ExactTotal.gathered(context).average, to: context) }, nil)
    }
}
