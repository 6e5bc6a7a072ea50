public import BulkModel
import BulkStore
import Crypto
import FoundationEssentials

/// An address of a result that is its own permission, until it expires: the job, a time, and a signature over both.
public struct ResultLink: Hashable, Sendable {
    /// The number of the organisation in the address.
    public let zgid: Int64
    public let job: ObjectID
    /// UTC seconds since 1970.
    public let expires: Int64
    /// Lower-case hexadecimal digits.
    public let signature: String

    init(zgid: Int64, job: ObjectID, expires: Int64, key: [UInt8]) {
        self.zgid = zgid
        self.job = job
        self.expires = expires
        let message = "result \(zgid) \(job) \(expires)"
        signature = Array(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: SymmetricKey(data: key))).hexadecimal
    }
}

/// Fetching the results of bulk write jobs. (bulk write specification, section 9.4)
extension Engine {
    /// - Returns: nil if the job has no result.
    public func resultLink(of job: WriteJob, organization: ObjectID) async throws -> ResultLink? {
        guard let result = job.result, let organization = try await storage.catalog.organization(organization) else { return nil }
        let expires = result.completedTime.addingTimeInterval(limits.writeResultLifetime)
        return ResultLink(
            zgid: organization.zgid, job: job.id, expires: Int64(expires.timeIntervalSince1970.rounded(.down)),
            key: try await storage.catalog.signingKey())
    }

    /// The result archive of a bulk write job, for a caller of its organisation.
    /// - Parameters:
    ///   - zgid: the number in the address, which must be that of the caller's organisation.
    ///   - segment: the job's id as it stands in the path.
    /// - Returns: nil if there is none, not yet or not any more.
    /// - Throws: `OAUTH_SCOPE_MISMATCH`.
    public func writeResult(zgid: Int64, job segment: String, for caller: Caller) async throws -> StoredFile? {
        guard caller.scopes.allows("ZohoCRM.bulk", .create) || caller.scopes.allows("ZohoCRM.bulk", .read) else {
            throw BulkError.scopeMismatch
        }
        guard try await organization(of: caller).zgid == zgid, let id = ObjectID(segment) else { return nil }
        return try await result(of: id, organization: caller.organization)
    }

    /// The same, for whoever has a link.
    public func writeResult(zgid: Int64, job segment: String, expires: Int64, signature: String) async throws -> StoredFile? {
        guard let id = ObjectID(segment), expires > Int64(time.now.timeIntervalSince1970) else { return nil }
        let link = ResultLink(zgid: zgid, job: id, expires: expires, key: try await storage.catalog.signingKey())
        guard Array(link.signature.utf8).matchesInConstantTime(Array(signature.utf8)),
            let organization = try await storage.catalog.organizations().first(where: { $0.zgid == zgid })
        else { return nil }
        return try await result(of: id, organization: organization.id)
    }

    private func result(of job: ObjectID, organization: ObjectID) async throws -> StoredFile? {
        guard let found = try await storage.store(of: organization).writeJob(job) else { return nil }
        return result(of: .write(found), organization: organization)?.file
    }
}
