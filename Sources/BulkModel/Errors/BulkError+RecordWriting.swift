/// Errors of the record API that concern a call as a whole. (platform specification, sections 5 and 6.1)
extension BulkError {
    /// More records in a body than a call may have.
    public static func tooManyRecords(limit: Int) -> BulkError {
        BulkError(
            .limitExceeded, "cannot process more than \(limit) records per request",
            details: JSONObject([
                ("limit", .integer(limit)), ("limit_due_to", [["api_name": "data", "json_path": "$.data"]]),
            ]))
    }

    /// A module whose records come and go with those of another, or are not for callers at all.
    public static let moduleNotSupportedInAPI = BulkError(.invalidModule, "the given module is not supported in api")

    /// A `type` of deleted records there is none of.
    public static let unknownType = BulkError(
        .patternNotMatched, "Please check whether the input values are correct", details: JSONObject([("api_name", "type")]))

    /// A member of the body that must be there is not.
    public static func requiredMember(_ name: String) -> BulkError {
        BulkError(
            .mandatoryNotFound, "required field not found",
            details: JSONObject([("api_name", .string(name)), ("json_path", .string("$.\(name)"))]))
    }

    /// A header whose time can't be read.
    public static func unreadableTime(_ text: String, header: String) -> BulkError {
        BulkError(
            .invalidData,
            "\(header) takes a time in ISO 8601 such as 2026-03-01T17:30:00+05:30, not '\(text.prefix(40))'",
            details: JSONObject([("expected_data_type", "datetime"), ("header", .string(header))]))
    }
}
