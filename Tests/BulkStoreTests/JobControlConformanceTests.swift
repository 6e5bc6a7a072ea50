import BulkModel
import BulkStore
import BulkTesting
import Foundation
import Testing

/// Jobs that are cancelled, tried again, listed and removed.
@Suite struct JobControlConformanceTests {
    private let alice = LeaseHolder(name: "alice")
    private let noon = Date(timeIntervalSince1970: 1_700_000_000)
    private let result = ReadResult(
        page: 1, perPage: 200_000, count: 3, moreRecords: false, completedTime: Date(timeIntervalSince1970: 1_700_000_100))

    @Test(arguments: Stores.all)
    func aJobThatWaitsIsCancelledAtOnceAndItsCallbackIsDue(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let read = try await addRead(to: store, callback: "https://example.com/")
            let write = try await store.addWriteJob(write())
            #expect(try await store.cancelJob(read.id, now: noon + 5)?.state == .cancelled)
            #expect(try await store.cancelJob(write.id, now: noon + 5)?.state == .cancelled)
            #expect(try await store.job(read.id)?.endedTime == noon + 5)
            let progress = try await store.writeJob(write.id)?.progress
            #expect(progress?.map(\.state) == [.failed, .skipped])
            #expect(progress?.map(\.unattempted) == [2, 3])
            #expect(progress?.map(\.failure) == [.cancelled, nil])
            #expect(try await Set(store.dueDeliveries(by: noon + 5, limit: 9).map(\.job)) == [read.id, write.id])
            #expect(try await store.waitingJobs() == 0)
            #expect(try await store.leaseJob(for: alice, now: noon, until: noon + 60) == nil)
            await #expect(throws: StoreError.illegalTransition(job: read.id, from: .cancelled, to: .cancelled)) {
                try await store.cancelJob(read.id, now: noon)
            }
            #expect(try await store.cancelJob(ObjectID(1), now: noon) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func aJobThatRunsIsCancelledByItsWorker(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await addRead(to: store)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            #expect(try await store.cancelJob(job.id, now: noon)?.state == .cancelling)
            #expect(try await store.cancelJob(job.id, now: noon)?.state == .cancelling, "once more changes nothing")
            #expect(try await store.leaseJob(for: alice, now: noon, until: noon + 60) == nil)
            try await settle(store, job.id, .cancelled(nil, []))
            #expect(try await store.job(job.id)?.state == .cancelled)
            #expect(try await store.job(job.id)?.endedTime == noon)
        }
    }

    @Test(arguments: Stores.all)
    func aJobThatEndsBeforeItNoticesIsCompleted(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await addRead(to: store)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            _ = try await store.cancelJob(job.id, now: noon)
            try await settle(store, job.id, .completed(result))
            #expect(try await store.job(job.id)?.state == .completed)
        }
    }

    @Test(arguments: Stores.all, [true, false])
    func aJobWhoseServerDiesOrStopsWhileItIsCancelledIsStillToBeEnded(_ conformance: StoreConformance, dies: Bool) async throws {
        try await conformance.withStore { store in
            let job = try await addRead(to: store)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            _ = try await store.cancelJob(job.id, now: noon)
            if dies {
                #expect(try await store.releaseLeases() == [job.id])
            } else {
                try await settle(store, job.id, .interrupted)
            }
            #expect(try await store.job(job.id)?.state == .cancelling)
            #expect(try await store.waitingJobs() == 1)
            let leased = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            #expect(leased?.id == job.id && leased?.state == .cancelling)
            #expect(leased?.startedTime == noon)
        }
    }

    @Test(arguments: Stores.all)
    func anImportThatWaitsWithRowsBehindItIsEndedByAWorker(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await store.addWriteJob(write())
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            try await commitARow(of: job, in: store)
            _ = try await store.releaseLeases()
            #expect(try await store.job(job.id)?.state == .added)
            #expect(try await store.cancelJob(job.id, now: noon)?.state == .cancelling)
            // It doesn't wait for another import that runs.
            #expect(try await store.leaseJob(for: alice, now: noon, until: noon + 60)?.state == .cancelling)
        }
    }

    @Test(arguments: Stores.all)
    func aJobThatIsTriedAgainWaitsAndGoesOnBehindItsLastOutcome(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await store.addWriteJob(write())
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            try await commitARow(of: job, in: store)
            var broken = try #require(try await store.writeJob(job.id))
            broken.breakOff(.internalError)
            #expect(broken.progress.map(\.unattempted) == [1, 3])
            try await settle(store, job.id, .broken(.internalError, WriteResult(completedTime: noon), broken.progress))
            #expect(try await store.dueDeliveries(by: noon, limit: 9).map(\.job) == [job.id])
            let waiting = try await store.retryJob(job.id)
            #expect(try await store.dueDeliveries(by: noon, limit: 9).isEmpty, "it would tell of an end that is none")
            guard case .write(let again)? = waiting else { throw FixtureError.unknown("job") }
            #expect(again.state == .added && again.result == nil && again.failure == nil && again.endedTime == nil)
            #expect(again.progress.map(\.state) == [.added, .added])
            #expect(again.progress.map(\.unattempted) == [0, 0])
            #expect(again.progress[0].rows == 1)
            #expect(try await store.writeJobs(completedBefore: noon + 9, after: nil, limit: 9).isEmpty)
            guard case .write(let leased)? = try await store.leaseJob(for: alice, now: noon + 7, until: noon + 60) else {
                throw FixtureError.unknown("job")
            }
            #expect(leased.startedRows == 1 && leased.startedTime == noon + 7)
            #expect(try await store.writeJob(job.id)?.startedRows == 1)
        }
    }

    @Test(arguments: Stores.all)
    func onlyJobsThatFailedOrWereCancelledAreTriedAgain(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await addRead(to: store)
            await #expect(throws: StoreError.illegalTransition(job: job.id, from: .added, to: .added)) {
                try await store.retryJob(job.id)
            }
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            await #expect(throws: StoreError.illegalTransition(job: job.id, from: .inProgress, to: .added)) {
                try await store.retryJob(job.id)
            }
            try await settle(store, job.id, .completed(result))
            await #expect(throws: StoreError.illegalTransition(job: job.id, from: .completed, to: .added)) {
                try await store.retryJob(job.id)
            }
            #expect(try await store.retryJob(ObjectID(1)) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func onlyJobsThatHaveEndedAreRemovedWithTheirDeliveries(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await addRead(to: store, callback: "https://example.com/")
            #expect(try await !store.removeJob(job.id))
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            #expect(try await !store.removeJob(job.id))
            try await settle(store, job.id, .completed(result))
            let delivery = try #require(try await store.dueDeliveries(by: noon, limit: 9).first)
            try await store.record(CallbackAttempt(time: noon, outcome: .answered(status: 500)), of: delivery.id, next: noon)
            #expect(try await store.removeJob(job.id))
            #expect(try await store.job(job.id) == nil)
            #expect(try await store.deliveries(of: job.id).isEmpty)
            #expect(try await store.dueDeliveries(by: noon + 9, limit: 9).isEmpty)
            #expect(try await !store.removeJob(job.id))
        }
    }

    @Test(arguments: Stores.all)
    func jobsThatEndedLongAgoAreRemovedSomeAtATime(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            var ids: [ObjectID] = []
            for index in 0..<4 {
                ids.append(try await addRead(to: store).id)
                _ = try await store.cancelJob(ids[index], now: noon + Double(index))
            }
            let waiting = try await addRead(to: store)
            #expect(try await store.removeJobs(endedBefore: noon, limit: 9) == [])
            #expect(try await store.removeJobs(endedBefore: noon + 3, limit: 2) == Array(ids[0..<2]))
            #expect(try await store.removeJobs(endedBefore: noon + 3, limit: 2) == [ids[2]])
            #expect(try await store.existingJobs(ids + [waiting.id]) == [ids[3], waiting.id])
        }
    }

    @Test(arguments: Stores.all)
    func jobsAreListedNewestFirstAndByWhatTheyAre(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let first = try await addRead(to: store).id
            let second = try await store.addWriteJob(write()).id
            let third = try await addRead(to: store, module: "Leads", author: 6, created: noon + 50).id
            _ = try await store.cancelJob(first, now: noon)
            func list(before id: ObjectID? = nil, limit: Int = 9, _ change: (inout JobFilter) -> Void) async throws -> [ObjectID] {
                var filter = JobFilter()
                change(&filter)
                return try await store.jobs(filter, before: id, limit: limit).map(\.id)
            }
            #expect(try await list { _ in } == [third, second, first])
            #expect(try await list(limit: 2) { _ in } == [third, second])
            #expect(try await list(before: second) { _ in } == [first])
            #expect(try await list { $0.kinds = [.write] } == [second])
            #expect(try await list { $0.kinds = [.read] } == [third, first])
            #expect(try await list { $0.states = [.cancelled, .failure] } == [first])
            #expect(try await list { $0.states = [] } == [])
            #expect(try await list { $0.module = "People" } == [second, first])
            #expect(try await list { $0.module = "Companies" } == [second])
            #expect(try await list { $0.module = "Leads" } == [third])
            #expect(try await list { $0.createdBy = ObjectID(6) } == [third])
            #expect(try await list { $0.createdSince = noon + 50 } == [third])
            #expect(try await list { $0.createdBefore = noon + 50 } == [second, first])
            #expect(try await list { $0.upload = ObjectID(500) } == [second])
            #expect(try await list { $0.upload = ObjectID(501) } == [])
            #expect(try await list { $0.endedSince = noon } == [third])
        }
    }

    @Test(arguments: Stores.all)
    func aKeyNamesOneJobOfItsCreator(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let key = IdempotencyKey(text: "once", fingerprint: "ab")
            let job = try await addRead(to: store, key: key)
            #expect(try await store.job(createdBy: ObjectID(5), withKey: "once") == .read(job))
            #expect(try await store.readJob(job.id)?.idempotencyKey == key)
            await #expect(throws: StoreError.keyTaken(job: job.id)) { try await addRead(to: store, key: key) }
            let (make, noon) = (write(key: IdempotencyKey(text: "once", fingerprint: "cd")), noon)
            await #expect(throws: StoreError.keyTaken(job: job.id)) { try await store.addWriteJob(make) }
            let other = try await addRead(to: store, author: 6, key: key)
            #expect(try await store.job(createdBy: ObjectID(6), withKey: "once")?.id == other.id)
            #expect(try await store.job(createdBy: ObjectID(5), withKey: "twice") == nil)
            _ = try await store.cancelJob(job.id, now: noon)
            #expect(try await store.removeJob(job.id))
            #expect(try await addRead(to: store, key: key).id > other.id)
        }
    }

    private func addRead(
        to store: any OrganizationStore, module: String = "People", author: Int64 = 5, created: Date? = nil, callback: String? = nil,
        key: IdempotencyKey? = nil
    ) async throws -> ReadJob {
        let query = ReadQuery(module: ModuleReference(id: ObjectID(3), apiName: module))
        let reference = UserReference(id: ObjectID(author), name: "Patricia Boyle")
        let time = created ?? noon
        return try await store.addReadJob {
            var job = ReadJob(id: $0, version: .v7, query: query, createdBy: reference, createdTime: time, callbackURL: callback)
            job.idempotencyKey = key
            return job
        }
    }

    /// A job with two files of two and three rows in the upload 500.
    private func write(key: IdempotencyKey? = nil) -> @Sendable (ObjectID) -> WriteJob {
        let resources = [("People", 2), ("Companies", 3)].map { module, rows in
            WriteResource(
                module: ModuleReference(id: ObjectID(3), apiName: module),
                source: WriteSource(
                    upload: ObjectID(500), entry: "a.csv", fileName: "a.csv", encoding: "UTF-8", isEncodingDetected: true, rows: rows),
                mappings: [])
        }
        let noon = noon
        return { id in
            var job = WriteJob(
                id: id, version: .v8, request: WriteRequest(operation: .insert, resources: resources),
                createdBy: UserReference(id: ObjectID(5), name: "Patricia Boyle"), createdTime: noon, callbackURL: "https://example.com/",
                progress: [ResourceProgress(), ResourceProgress()])
            job.idempotencyKey = key
            return job
        }
    }

    private func commitARow(of job: WriteJob, in store: any OrganizationStore) async throws {
        var outcomes = RowOutcomes()
        outcomes.append(.added, record: 77)
        var progress = job.progress
        progress[0].state = .inProgress
        progress[0].count(outcomes)
        let (alice, checkpoint) = (
            alice,
            ImportCheckpoint(job: job.id, resource: 0, firstRow: 0, outcomes: outcomes, before: [], progress: progress)
        )
        try await store.importing(into: "People") { session, _ in try session.record(checkpoint, for: alice) }
    }

    private func settle(_ store: any OrganizationStore, _ job: ObjectID, _ ending: JobEnding) async throws {
        let (alice, noon) = (alice, noon)
        try await Task.detached { try store.settle(job, for: alice, as: ending, now: noon) }.value
    }
}
