import BulkClient
import Foundation

extension ImportSession {
    /// Keys of create calls are relied on for so long; jobs may be removed from a server, and their keys with them.
    private static let keyLifetime: TimeInterval = 86_400

    func upload(_ part: Int) async throws {
        show(.uploading, part: part)
        let id = try await client.upload("\(folder.path)/\(contents[part].fileName)", organization: plan.organization)
        // Another task may have been faster, as when the part before this one takes its time.
        if case .planned = ledger?.parts[part].step { try record(.uploaded(file: id), of: part) }
    }

    /// Asks for the part's job.
    func create(_ part: Int, file: String) async throws {
        let key = "longshore-import-\(UUID().uuidString)"
        try record(.creating(file: file, key: key, since: now()), of: part)
        try await create(part, file: file, key: key, isFirst: true)
    }

    /// Goes on behind a creation whose answer nobody has seen.
    func createAgain(_ part: Int, file: String, key: String, since: Date) async throws {
        guard plan.isLongshore, now().timeIntervalSince(since) < Self.keyLifetime else { throw doubt(part) }
        try await create(part, file: file, key: key, isFirst: false)
    }

    /// - Parameter isFirst: whether the key was never sent before.
    private func create(_ part: Int, file: String, key: String, isFirst: Bool) async throws {
        let request = plan.request(for: contents[part].tables, file: file)
        let idempotencyKey = plan.isLongshore ? IdempotencyKey(key) : nil
        do {
            // Whoever interrupts the import shouldn't leave this in doubt, so the answer is waited for in a task that nobody cancels.
            let job = try await Task { [client] in try await client.createWrite(request, key: idempotencyKey) }.value
            try record(.created(job: job), of: part)
        } catch BulkClientError.refused(let refusal) where isCertain(refusal, isFirst: isFirst) {
            guard refusal.isAboutUpload else {
                try record(.uploaded(file: file), of: part)
                throw BulkClientError.refused(refusal)
            }
            try record(.planned, of: part)
            guard uploadedAgain.insert(part).inserted else { throw BulkClientError.refused(refusal) }
            onIncident(.uploadedAgain(part: part + 1))
        } catch BulkClientError.unreachable(let address, let reason, mayHaveArrived: false) where !plan.isLongshore {
            try record(.uploaded(file: file), of: part)
            throw BulkClientError.unreachable(address: address, reason: reason, mayHaveArrived: false)
        } catch let error as BulkClientError where !plan.isLongshore {
            throw doubt(part, after: error)
        }
    }

    /// Whether there is certainly no job: the server has looked at the request and refused it. Where a key is repeated, an answer that
    /// comes before the key is looked up says nothing of what became of it the first time.
    private func isCertain(_ refusal: Refusal, isFirst: Bool) -> Bool {
        guard plan.isLongshore, !isFirst || refusal.followsDoubt else { return (400..<500).contains(refusal.status) }
        return refusal.status == 400 && refusal.code != "IDEMPOTENCY_KEY_REUSED"
    }

    private func doubt(_ part: Int, after error: BulkClientError? = nil) -> TransferFailure {
        let cause = error.map { " (\($0))" } ?? ""
        return TransferFailure(
            .job,
            """
            nobody can know whether the job of part \(part + 1) was created: its answer never came\(cause). Look for an import of \
            \(contents[part].rows) rows in the CRM under Setup, Data Administration, Import History. If it is there, run the command again with \
            --assume-created JOB_ID; if it isn't, with --assume-not-created
            """)
    }

    /// Takes the user's word for what became of a creation.
    /// - Throws: ``TransferFailure`` if nothing is in doubt, or the job that is named isn't one of this import.
    func assume() async throws {
        guard let assumption = options.assumption, let parts = ledger?.parts else { return }
        for (part, state) in parts.enumerated() {
            guard case .creating(let file, _, _) = state.step else { continue }
            switch assumption {
            case .created(let job):
                try await check(job, for: part)
                return try record(.created(job: job), of: part)
            case .notCreated: return try record(.uploaded(file: file), of: part)
            }
        }
        throw TransferFailure(.request, "nothing needs to be assumed: no job is in doubt. Leave --assume-… out")
    }

    /// A number that was misread would be waited for in vain, and its rows taken for this import's.
    private func check(_ job: String, for part: Int) async throws {
        do {
            let found = try await client.writeJob(job)
            let modules = contents[part].tables.map { plan.resources[$0.source].module }
            let isKnown = ledger?.parts.contains { $0.step.job == job } ?? false
            guard !isKnown, found.resources.isEmpty || found.resources.map(\.module) == modules else {
                throw TransferFailure(.request, "job \(job) is another one than that of part \(part + 1); nothing was assumed")
            }
        } catch BulkClientError.refused(let refusal) where refusal.status == 404 {
            throw TransferFailure(.request, "the server knows no import of the number \(job); nothing was assumed")
        }
    }
}

extension Refusal {
    /// Whether another upload might be taken: uploads go away by themselves after some days.
    fileprivate var isAboutUpload: Bool { code == "INVALID_FILE_ID" || code == "FILE_NOT_FOUND" }
}
