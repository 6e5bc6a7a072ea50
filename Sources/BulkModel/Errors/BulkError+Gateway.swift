/// Errors of the outermost layers, the same on every endpoint. (bulk read specification, section 9.2)
extension BulkError {
    /// No `Authorization` header, or none that holds a token.
    public static let authenticationFailure = BulkError(.authenticationFailure, "Authentication failed")

    /// A token that is unknown, expired or revoked.
    public static let invalidToken = BulkError(.invalidToken, "invalid oauth token")

    public static let scopeMismatch = BulkError(.scopeMismatch, "Unauthorized")

    /// The text that the service's other pages have for ``scopeMismatch``.
    public static let platformScopeMismatch = BulkError(.scopeMismatch, "invalid oauth scope to access this URL")

    /// - Parameters:
    ///   - permission: the one the caller's profile lacks.
    ///   - verb: what the caller wanted to do, as the page of the endpoint calls it: `read`, `create`.
    public static func noPermission(_ permission: String, to verb: String = "read") -> BulkError {
        BulkError(.noPermission, "Permission denied to \(verb)", details: JSONObject([("permissions", [.string(permission)])]))
    }

    /// - Parameter verb: as for ``noPermission(_:to:)``.
    public static func authorizationFailed(to verb: String = "read") -> BulkError {
        BulkError(.authorizationFailed, "User does not have sufficient privilege to \(verb).")
    }

    public static let invalidURLPattern = BulkError(
        .invalidURLPattern, "Please check if the URL trying to access is a correct one")

    public static let invalidRequestMethod = BulkError(.invalidRequestMethod, "The http request method type is not a valid one")

    /// More calls than a limit allows. The message is the one documented text for all of them. (platform specification, section 6.2)
    /// - Parameters:
    ///   - limit: the one that was reached.
    ///   - resetsAt: when the call can be made, as a date-time; nil where that isn't known.
    ///   - retryAfter: seconds until then.
    public static func tooManyRequests(_ limit: CallLimit, resetsAt: String? = nil, retryAfter: Int? = nil) -> BulkError {
        let reset = resetsAt.map { [("resets_at", JSONValue.string($0))] } ?? []
        return BulkError(
            .tooManyRequests, "Many requests fired in concurrent than the allowed limit",
            details: JSONObject([("limit", .string(limit.rawValue))] + reset), retryAfter: retryAfter)
    }

    public static let internalError = BulkError(.internalError, "Internal Server Error")

    /// A request that is no HTTP.
    public static let malformedRequest = BulkError(.badRequest, "The request is not valid HTTP")

    public static func bodyTooLarge(limit: Int) -> BulkError {
        BulkError(
            .limitExceeded, "The request body is larger than the \(limit) bytes allowed here",
            details: JSONObject([("limit", .integer(limit))]))
    }

    /// A `type` of users there is none of. (platform specification, section 8.1)
    public static let unknownUserType = BulkError(
        .patternNotMatched, "Please check whether the input values are correct", details: JSONObject([("api_name", "type")]))
}
