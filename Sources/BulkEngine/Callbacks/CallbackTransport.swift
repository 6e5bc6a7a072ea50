public import BulkModel

/// Posts callbacks; what is behind it decides whom the server may talk to.
public protocol CallbackTransport: Sendable {
    /// Makes one attempt, which ends within a bounded time. It never throws: whatever goes wrong is the outcome.
    /// - Parameter body: JSON.
    func post(_ body: String, to url: String) async -> CallbackAttempt.Outcome
}

/// Writes the body of a job's callback in the shape of the version the job was created with.
public protocol CallbackRenderer: Sendable {
    /// - Parameters:
    ///   - user: who created the job.
    ///   - nextPageToken: of a batch that records follow.
    func body(of job: ReadJob, user: User, nextPageToken: String?) -> String

    /// - Parameter link: to the result, if there is one.
    func body(of job: WriteJob, user: User, link: ResultLink?) -> String
}
