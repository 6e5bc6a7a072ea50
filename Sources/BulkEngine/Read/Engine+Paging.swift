public import BulkModel
import BulkStore
import FoundationEssentials

extension Engine {
    /// The token behind a completed batch, if records follow it.
    public func nextPageToken(of job: ReadJob, organization: ObjectID) async throws -> String? {
        guard job.result?.moreRecords == true else { return nil }
        let key = try await storage.catalog.signingKey()
        return pageTokenStamp(organization: organization, user: job.createdBy.id, key: key).text(job.id.bytes)
    }

    /// The query that goes on where the batch of a token ended.
    /// - Throws: `INVALID_REQUEST` if the token is unknown, expired, or another user's; what ``authorize(_:toExport:)`` throws.
    func query(behind text: String, for caller: Caller) async throws -> ReadQuery {
        let stamp = pageTokenStamp(organization: caller.organization, user: caller.user.id, key: try await storage.catalog.signingKey())
        guard let id = stamp.payload(of: text).flatMap(ObjectID.init(bytes:)), let job = try await caller.store.readJob(id),
            job.createdBy.id == caller.user.id, let result = job.result, result.moreRecords,
            result.completedTime.addingTimeInterval(limits.pageTokenLifetime) > time.now
        else { throw BulkError.invalidPageToken }
        try await authorize(caller, toExport: job.query.module)
        var query = job.query
        query.page += 1
        query.startAfter = result.lastRecord
        return query
    }

    /// What page tokens are signed with; they hold the job's id, and the job knows the rest. (bulk read specification, section 3.5)
    private func pageTokenStamp(organization: ObjectID, user: ObjectID, key: [UInt8]) -> Stamp {
        Stamp(purpose: "page \(organization) \(user)", key: key)
    }
}
