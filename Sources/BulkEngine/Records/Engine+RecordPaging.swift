import BulkModel
import BulkStore
import FoundationEssentials

/// Page tokens of lists of records. (platform specification, section 14.1)
extension Engine {
    /// How a list goes on from a page, in both directions.
    /// - Parameters:
    ///   - values: by which the first and the last record of the page are sorted.
    ///   - hasBefore: whether there are records before the page.
    func paging(
        of page: RecordPage, _ plan: RecordListPlan, _ values: (first: StoredValue?, last: StoredValue?), hasBefore: Bool,
        for caller: Caller
    ) async throws -> RecordPage.Paging {
        let stamp = try await listStamp(for: caller)
        let now = Int64(time.now.timeIntervalSince1970)
        func token(_ isBackward: Bool, _ value: StoredValue?, behind record: Record?, page number: Int, passed: Int) -> String? {
            guard let record else { return nil }
            let token = RecordPageToken(
                issued: now, isBackward: isBackward, value: value, id: record.id, page: number, passed: passed, binding: plan.binding)
            return stamp.text(token.bytes)
        }
        let records = page.set.records
        let next =
            page.more
            ? token(
                false, values.last, behind: records.last, page: page.number + 1, passed: plan.page.passed + records.count) : nil
        let previous =
            hasBefore
            ? token(
                true, values.first, behind: records.first, page: max(page.number - 1, 1), passed: max(plan.page.passed - page.perPage, 0))
            : nil
        return RecordPage.Paging(
            sortField: plan.sortField.apiName, isAscending: plan.isAscending, next: next, previous: previous,
            expiry: next == nil && previous == nil ? nil : now + Int64(limits.listTokenLifetime))
    }

    /// What the page token of a request says; nil if it has none.
    /// - Throws: `INVALID_DATA` for what is no token of the organisation's, `TOKEN_BOUND_DATA_MISMATCH`, `EXPIRED_VALUE`.
    func pageToken(_ request: RecordListRequest, binding: [UInt8], for caller: Caller) async throws -> RecordPageToken? {
        guard request.version.has(.recordPageTokens), let text = request.pageToken else { return nil }
        guard let token = try await listStamp(for: caller).payload(of: text).flatMap(RecordPageToken.init) else {
            throw BulkError.invalidParameter("page_token")
        }
        guard token.binding == binding else { throw BulkError.tokenBoundDataMismatch }
        guard Double(token.issued) + limits.listTokenLifetime > time.now.timeIntervalSince1970 else { throw BulkError.expiredPageToken }
        return token
    }

    /// What page tokens of lists are signed with.
    private func listStamp(for caller: Caller) async throws -> Stamp {
        Stamp(purpose: "list \(caller.organization)", key: try await storage.catalog.signingKey())
    }
}
