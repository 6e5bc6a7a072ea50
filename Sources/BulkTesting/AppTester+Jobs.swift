public import BulkModel
import HTTPTypes

/// Jobs of both kinds, by Longshore's own calls.
extension AppTester {
    /// Where a job is.
    public static func path(of job: String, _ rest: String = "") -> String {
        "/longshore/v1/jobs/\(job)\(rest)"
    }

    /// A job as it is shown.
    public func job(_ id: String, token: String? = nil) async throws -> JSONValue {
        let answer = try await send(.get, Self.path(of: id), token: token ?? self.token)
        guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
        return answer.json
    }

    /// Asks for something to be done with a job.
    /// - Parameter action: `cancel` or `retry`.
    public func send(_ action: String, job: String, token: String? = nil) async throws -> Answer {
        try await send(.post, Self.path(of: job, "/actions/\(action)"), token: token ?? self.token)
    }

    /// As above; it must be accepted.
    /// - Returns: the job.
    @discardableResult
    public func perform(_ action: String, job: String) async throws -> JSONValue {
        let answer = try await send(action, job: job)
        guard answer.status == 202 else { throw UnexpectedAnswer(answer: answer) }
        return answer.json
    }
}
