import GRDB
import GRDBSQLite

/// The SQL aggregate `CRM_SUM(value)`: as `sum` of integers, but exact as long as the result fits 64 bits.
enum SumFunction {
    static let name = "CRM_SUM"

    static func register(on database: Database) {
        sqlite3_create_function_v2(
            database.sqliteConnection, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil, nil,
            { context, count, arguments in ExactTotal.step(context, arguments, count: count) },
            { context in ExactTotal.give(ExactTotal.gathered(context).total, to: context) }, nil)
    }
}
