/// Why a job ended before its end, in the words its reader sees.
public struct JobFailure: Hashable, Sendable, Codable {
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// Something went wrong that the caller can't mend. (bulk read specification, section 6.2)
    public static let internalError = JobFailure(code: "INTERNAL_SERVER_ERROR", message: "Internal server error occurred.")

    /// Somebody cancelled the job.
    public static let cancelled = JobFailure(code: "JOB_CANCELLED", message: "The job was cancelled.")
}
