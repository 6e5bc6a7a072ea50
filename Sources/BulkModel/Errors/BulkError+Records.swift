/// Errors of the record API's reading half. (platform specification, sections 6.1 and 14.1)
extension BulkError {
    /// The caller's profile lacks a permission; the text outside of the bulk pages.
    public static func permissionDenied(_ permission: String) -> BulkError {
        BulkError(.noPermission, "permission denied", details: JSONObject([("permissions", [.string(permission)])]))
    }

    /// One of several parameters is needed, and none was given.
    public static func requiredParamMissing(oneOf parameters: [String]) -> BulkError {
        BulkError(
            .requiredParamMissing, "One of the expected parameter is missing",
            details: JSONObject([("param_names", .strings(parameters))]))
    }

    /// A parameter has a value there is none of.
    /// - Parameter supported: the values there are, where they can be listed.
    public static func invalidParameter(_ parameter: String, supported: [String] = []) -> BulkError {
        let values = supported.isEmpty ? [] : [("supported_values", JSONValue.strings(supported))]
        return BulkError(.invalidData, "invalid data", details: JSONObject([("param_name", .string(parameter))] + values))
    }

    /// Parameters that exclude one another.
    public static func ambiguousParameters(_ parameters: [String]) -> BulkError {
        BulkError(
            .ambiguityDuringProcessing, "Ambiguity while processing the request: give one of these parameters",
            details: JSONObject([("ambiguity_due_to", .array(parameters.map { ["param_name": .string($0)] }))]))
    }

    /// A list in a parameter is too long.
    public static func tooManyValues(_ parameter: String, limit: Int) -> BulkError {
        BulkError(
            .limitExceeded, "the number of values in \(parameter) has exceeded the limit of \(limit)",
            details: JSONObject([("limit", .string(String(limit))), ("param_name", .string(parameter))]))
    }

    public static func discretePaginationLimitExceeded(limit: Int) -> BulkError {
        BulkError(
            .discretePaginationLimitExceeded, "only the first \(limit) records can be had by page; go on with page_token",
            details: JSONObject([("limit", .integer(limit))]))
    }

    public static func paginationLimitExceeded(limit: Int) -> BulkError {
        BulkError(
            .paginationLimitExceeded, "only the first \(limit) records can be had; use bulk read for more",
            details: JSONObject([("limit", .integer(limit))]))
    }

    /// The page token belongs to another user, or to a request with other parameters.
    public static let tokenBoundDataMismatch = BulkError(
        .tokenBoundDataMismatch, "the page token was made for another user or for other parameters",
        details: JSONObject([("param_name", "page_token")]))

    public static let expiredPageToken = BulkError(
        .expiredValue, "the page token has expired; begin again with the first page", details: JSONObject([("param_name", "page_token")]))

    /// Criteria that can't be read, or can't be compared with.
    /// - Parameter details: where and what.
    public static func invalidQuery(_ reason: String, _ details: [(String, JSONValue)]) -> BulkError {
        BulkError(.invalidQuery, "Invalid query formed", details: JSONObject([("reason", .string(reason))] + details))
    }
}
