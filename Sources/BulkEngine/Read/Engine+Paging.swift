public import BulkModel
import BulkStore
import FoundationEssentials

extension Engine {
    /// The token behind a completed batch, if records follow it.
    public func nextPageToken(of job: ReadJob, organization: ObjectID) async throws -> String? {
        guard job.result?.moreRecords == true else { return nil }
        return try await pageToken(of: job, organization: organization).text
    }

    /// The query that goes on where the batch of a token ended.
    /// - Throws: `INVALID_REQUEST` if the token is unknown, expired, or another user's; what ``authorize(_:toExport:)`` throws.
    func query(behind text: String, for caller: Caller) async throws -> ReadQuery {
        guard let token = PageToken(text), let job = try await caller.store.readJob(token.job),
            job.createdBy.id == caller.user.id, token.matches(try await pageToken(of: job, organization: caller.organization)),
            let result = job.result, result.moreRecords,
            result.completedTime.addingTimeInterval(limits.pageTokenLifetime) > time.now
        else { throw BulkError.invalidPageToken }
        try await authorize(caller, toExport: job.query.module)
        var query = job.query
        query.page += 1
        query.startAfter = result.lastRecord
        return query
    }

    private func pageToken(of job: ReadJob, organization: ObjectID) async throws -> PageToken {
        PageToken(
            job: job.id, organization: organization, user: job.createdBy.id, key: try await storage.catalog.signingKey())
    }
}
