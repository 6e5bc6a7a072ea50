/// Errors of queries, with the documented texts. (platform specification, section 15)
extension BulkError {
    public static let noQuery = BulkError(
        .mandatoryNotFound, "mandatory key not found", details: JSONObject([("api_name", "select_query")]))

    /// - Parameter clause: the keyword it begins with.
    public static func missingClause(_ clause: String) -> BulkError {
        BulkError(.syntaxError, "missing clause", details: JSONObject([("clause", .string(clause))]))
    }

    /// - Parameters:
    ///   - near: what stands there.
    ///   - expected: what could; the documented body has no place for it, so it is an addition.
    public static func syntaxError(line: Int, column: Int, near: String, expected: String) -> BulkError {
        BulkError(
            .syntaxError, "error occured while parsing the query",
            details: JSONObject([
                ("line", .integer(line)), ("column", .integer(column)), ("near", .string(near)), ("expected", .string(expected)),
            ]))
    }

    public static let moduleNotInAPI = BulkError(.invalidModule, "the given module is not supported in api")

    /// There is no such field, or its values don't lie with the record.
    public static func invalidColumn(_ column: String) -> BulkError {
        BulkError(.invalidQuery, invalidQueryText, details: JSONObject([("column_name", .string(column))]))
    }

    /// A field that is there, but not where the query has it.
    public static func invalidColumn(_ column: String, reason: String) -> BulkError {
        BulkError(.invalidQuery, invalidQueryText, details: JSONObject([("reason", .string(reason)), ("column_name", .string(column))]))
    }

    /// - Parameter supported: the operators that the field takes; an addition, as for ``syntaxError(line:column:near:expected:)``.
    public static func invalidOperator(_ name: String, column: String, supported: [String]) -> BulkError {
        BulkError(
            .invalidQuery, invalidQueryText,
            details: JSONObject([
                ("reason", "invalid operator found"), ("column_name", .string(column)), ("operator", .string(name)),
                ("supported", .strings(supported)),
            ]))
    }

    /// - Parameter expected: what the field can be compared with; an addition.
    public static func invalidValue(column: String, operator name: String, expected: String) -> BulkError {
        BulkError(
            .invalidQuery, invalidQueryText,
            details: JSONObject([
                ("reason", "invalid value found"), ("column_name", .string(column)), ("operator", .string(name)),
                ("expected", .string(expected)),
            ]))
    }

    /// There is no such view of the module.
    public static func invalidView(_ view: String) -> BulkError {
        BulkError(
            .invalidQuery, invalidQueryText, details: JSONObject([("reason", "invalid custom view found"), ("cvid", .string(view))]))
    }

    /// A sum or average beyond 64 bits.
    public static let sumTooLarge = BulkError(
        .invalidQuery, invalidQueryText, details: JSONObject([("reason", "a sum or average is out of range")]))

    /// - Parameter clause: in which there is too much of something.
    public static func queryLimitExceeded(_ limit: Int, of what: String, clause: String) -> BulkError {
        BulkError(
            .limitExceeded, "a query can have \(limit) \(what) at most",
            details: JSONObject([("limit", .integer(limit)), ("clause", .string(clause))]))
    }

    /// - Parameter clause: in which a field or aggregate comes twice.
    public static func duplicateColumn(_ column: String, clause: String) -> BulkError {
        BulkError(.duplicateData, "duplicate data", details: JSONObject([("column_name", .string(column)), ("clause", .string(clause))]))
    }

    public static func invalidAlias(_ alias: String) -> BulkError {
        BulkError(
            .invalidAlias, "an alias is a letter and at most 49 letters, digits and underscores",
            details: JSONObject([("alias", .string(alias))]))
    }

    public static func duplicateAlias(_ alias: String) -> BulkError {
        BulkError(.duplicateAlias, "two columns have the same name", details: JSONObject([("alias", .string(alias))]))
    }

    public static let limitTooSmall = BulkError(.invalidData, "limit should be greater than 0")

    public static let negativeOffset = BulkError(.invalidData, "offset should not be less than 0")

    private static let invalidQueryText = "Invalid query formed"
}
