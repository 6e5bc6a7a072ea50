import GRDB
import GRDBSQLite

/// What ``SumFunction`` and ``AverageFunction`` gather: a sum that no number of 64-bit integers overflows, and how many there were.
struct ExactTotal {
    private var sum: Int128 = 0
    private var count: Int64 = 0
    /// Decimal places an average has behind those of the values.
    private var digits: Int64 = 0

    /// Nil of nothing.
    var total: Int128? { count > 0 ? sum : nil }

    /// The average times 10 to the number of digits, rounded, halves away from zero; nil of nothing.
    var average: Int128? {
        guard count > 0 else { return nil }
        let scaled = (0..<digits).reduce(sum) { product, _ in product * 10 }
        let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: Int128(count))
        let isHalf = rest.magnitude * 2 >= count.magnitude
        return isHalf ? quotient + rest.signum() : quotient
    }

    mutating func add(_ value: Int64) {
        sum += Int128(value)
        count += 1
    }

    /// Adds the first argument to what a group has gathered so far; an empty one doesn't count. The second, if there is one, is the
    /// number of digits.
    static func step(_ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?, count: Int32) {
        guard let arguments, sqlite3_value_type(arguments[0]) == SQLITE_INTEGER,
            let memory = sqlite3_aggregate_context(context, Int32(MemoryLayout<ExactTotal>.size))
        else { return }
        // SQLite's memory begins as zeros, and is aligned for eight bytes only.
        var total = memory.loadUnaligned(as: ExactTotal.self)
        total.add(sqlite3_value_int64(arguments[0]))
        if count > 1 { total.digits = sqlite3_value_int64(arguments[1]) }
        withUnsafeBytes(of: total) { memory.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    }

    /// What a group has gathered.
    static func gathered(_ context: OpaquePointer?) -> ExactTotal {
        sqlite3_aggregate_context(context, 0)?.loadUnaligned(as: ExactTotal.self) ?? ExactTotal()
    }

    /// Gives a result to SQLite: NULL for nil, and an error of ``tooLarge`` beyond 64 bits.
    static func give(_ result: Int128?, to context: OpaquePointer?) {
        guard let result else { return sqlite3_result_null(context) }
        guard let value = Int64(exactly: result) else { return sqlite3_result_error_code(context, tooLarge.rawValue) }
        sqlite3_result_int64(context, value)
    }

    /// Nothing else in a query that aggregates ends in this one.
    static let tooLarge = ResultCode.SQLITE_TOOBIG
}
