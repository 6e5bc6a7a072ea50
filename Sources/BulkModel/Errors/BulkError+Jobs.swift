/// Errors of managing jobs, which the service has not: Longshore's own.
extension BulkError {
    /// A job can't have something done to it in its state.
    /// - Parameter refusal: what, as in "can't be cancelled".
    public static func invalidState(_ state: JobState, of job: ObjectID, _ refusal: String) -> BulkError {
        BulkError(
            .invalidState, "The job is \(state.rawValue) and \(refusal).",
            details: JSONObject([("id", .id(job)), ("state", .string(state.rawValue))]))
    }

    /// The header that makes a request one that can be sent again.
    public static let idempotencyHeader = "Idempotency-Key"

    public static let unusableIdempotencyKey = BulkError(
        .invalidData, "\(idempotencyHeader) takes 1 to \(IdempotencyKey.longest) visible ASCII characters",
        details: JSONObject([("api_name", .string(idempotencyHeader))]))

    /// The same key came with another request.
    /// - Parameter job: the one created with the key.
    public static func idempotencyKeyReused(job: ObjectID) -> BulkError {
        BulkError(
            .idempotencyKeyReused, "A job was created with this key by another request; take a new key for a new request.",
            details: JSONObject([("api_name", .string(idempotencyHeader)), ("id", .id(job))]))
    }

    /// A parameter with a value that can't be read.
    /// - Parameter expected: what it takes.
    public static func unreadableParameter(_ name: String, expected: String) -> BulkError {
        BulkError(
            .invalidData, "\(name) takes \(expected)",
            details: JSONObject([("api_name", .string(name)), ("expected", .string(expected))]))
    }

    /// More streams of events than an organisation may have.
    public static func tooManyEventStreams(limit: Int) -> BulkError {
        BulkError(
            .tooManyRequests, "\(limit) streams of events are open; close one, or ask for the job now and then",
            details: JSONObject([("limit", .integer(limit))]))
    }

    /// A range that begins behind the end of a file.
    /// - Parameter size: bytes that there are.
    public static func rangeNotSatisfiable(size: Int) -> BulkError {
        BulkError(
            .rangeNotSatisfiable, "The file has \(size) bytes; the range begins behind them",
            details: JSONObject([("size", .integer(size))]))
    }
}
