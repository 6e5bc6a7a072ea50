public import BulkModel
public import BulkStore
import Crypto
import FoundationEssentials

/// Lists of jobs.
extension Engine {
    /// Jobs, newest first, of the kinds that the caller may see.
    /// - Parameters:
    ///   - pageToken: of the page before; nil for the first page.
    ///   - limit: jobs of a page.
    /// - Throws: `OAUTH_SCOPE_MISMATCH` if the caller may see no job of the kinds asked for; `NO_PERMISSION`; `INVALID_DATA` for a token that
    ///   is none, `TOKEN_BOUND_DATA_MISMATCH` for one of another list.
    public func jobs(
        _ filter: JobFilter, pageToken: String?, limit: Int, for caller: Caller
    ) async throws -> (jobs: [BulkJob], nextPageToken: String?) {
        var visible = filter
        visible.kinds.formIntersection(try await visibleKinds(for: caller))
        guard !visible.kinds.isEmpty else { throw BulkError.scopeMismatch }
        visible.endedSince = time.now.addingTimeInterval(-limits.jobLifetime)
        let stamp = Stamp(
            purpose: "jobs \(caller.organization) \(caller.user.id)", key: try await storage.catalog.signingKey())
        let last = try pageToken.map { try place($0, in: filter, stamp) }
        // One more than wanted tells whether any follow.
        let found = try await caller.store.jobs(visible, before: last, limit: limit + 1)
        guard found.count > limit, let end = found.prefix(limit).last else { return (found, nil) }
        return (Array(found.prefix(limit)), stamp.text(end.id.bytes + filter.binding))
    }

    /// The last job of the page before.
    private func place(_ token: String, in filter: JobFilter, _ stamp: Stamp) throws -> ObjectID {
        guard let payload = stamp.payload(of: token), let id = ObjectID(bytes: payload.prefix(8)) else {
            throw BulkError.unreadableParameter("page_token", expected: "the next_page_token of the page before")
        }
        guard Array(payload.dropFirst(8)) == filter.binding else { throw BulkError.tokenBoundDataMismatch }
        return id
    }
}

extension JobFilter {
    /// Stands for the list that a page token is of.
    fileprivate var binding: [UInt8] {
        let parts: [String?] = [
            kinds.map(\.rawValue).sorted().joined(separator: ","), states?.map(\.rawValue).sorted().joined(separator: ","), module,
            createdBy?.description, createdSince?.timeIntervalSince1970.description, createdBefore?.timeIntervalSince1970.description,
            upload?.description,
        ]
        // Each with its length, so that no two filters look alike.
        let text = parts.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: " ")
        return Array(SHA256.hash(data: Array(text.utf8)).prefix(8))
    }
}
