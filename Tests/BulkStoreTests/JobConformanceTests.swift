import BulkModel
import BulkStore
import BulkTesting
import Foundation
import Testing

@Suite struct JobConformanceTests {
    private let alice = LeaseHolder(name: "alice")
    private let bob = LeaseHolder(name: "bob")
    private let noon = Date(timeIntervalSince1970: 1_700_000_000)
    private let result = ReadResult(
        page: 1, perPage: 200_000, count: 3, moreRecords: false, completedTime: Date(timeIntervalSince1970: 1_700_000_100))

    @Test(arguments: Stores.all)
    func aJobComesBackAsItWasStored(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await add(to: store)
            #expect(try await store.readJob(job.id) == job)
            #expect(try await store.readJob(ObjectID(1)) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func theOldestJobIsLeasedFirstAndOnlyOnce(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let first = try await add(to: store)
            let second = try await add(to: store)
            #expect(try await store.leaseJob(for: alice, now: noon, until: noon + 60)?.id == first.id)
            #expect(try await store.leaseJob(for: bob, now: noon, until: noon + 60)?.id == second.id)
            #expect(try await store.leaseJob(for: bob, now: noon, until: noon + 60) == nil)
            #expect(try await store.readJob(first.id)?.state == .inProgress)
        }
    }

    @Test(arguments: Stores.all)
    func aLeaseThatRanOutIsSomebodyElses(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await add(to: store)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            try renew(store, job.id, alice, noon + 90)
            #expect(try await store.leaseJob(for: bob, now: noon + 61, until: noon + 200) == nil)
            #expect(try await store.leaseJob(for: bob, now: noon + 91, until: noon + 200)?.id == job.id)
            #expect(throws: StoreError.leaseLost(job: job.id)) { try renew(store, job.id, alice, noon + 300) }
            #expect(throws: StoreError.leaseLost(job: job.id)) { try settle(store, job.id, alice, .completed(result)) }
        }
    }

    @Test(arguments: Stores.all)
    func anEndedJobKeepsItsResultOrFailure(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let good = try await add(to: store)
            let bad = try await add(to: store)
            for _ in 0..<2 { _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60) }
            try settle(store, good.id, alice, .completed(result))
            try settle(store, bad.id, alice, .failed(.internalError))
            #expect(try await store.readJob(good.id)?.state == .completed)
            #expect(try await store.readJob(good.id)?.result == result)
            #expect(try await store.readJob(bad.id)?.state == .failure)
            #expect(try await store.readJob(bad.id)?.failure == .internalError)
            #expect(throws: StoreError.leaseLost(job: good.id)) { try settle(store, good.id, alice, .failed(.internalError)) }
        }
    }

    @Test(arguments: Stores.all)
    func anInterruptedJobWaitsAgain(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await add(to: store)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            #expect(try await store.waitingJobs() == 0)
            try settle(store, job.id, alice, .interrupted)
            #expect(try await store.readJob(job.id)?.state == .added)
            #expect(try await store.waitingJobs() == 1)
        }
    }

    @Test(arguments: Stores.all)
    func aServerThatIsAloneTakesBackWhatADeadOneHeldWhateverItsName(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let first = try await add(to: store)
            let second = try await add(to: store)
            let waiting = try await add(to: store)
            _ = try await store.leaseJob(for: bob, now: noon, until: noon + 60)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            #expect(try await Set(store.releaseLeases()) == [first.id, second.id])
            #expect(try await store.waitingJobs() == 3)
            #expect(try await store.readJob(waiting.id)?.state == .added)
        }
    }

    @Test(arguments: Stores.all)
    func jobsThatCompletedBeforeATimeAreFoundInPages(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            var ids: [ObjectID] = []
            for _ in 0..<3 {
                ids.append(try await add(to: store).id)
                _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
                try settle(store, ids[ids.count - 1], alice, .completed(result))
            }
            let end = result.completedTime
            #expect(try await store.readJobs(completedBefore: end, after: nil, limit: 10).isEmpty)
            #expect(try await store.readJobs(completedBefore: end + 1, after: nil, limit: 2).map(\.id) == Array(ids.prefix(2)))
            #expect(try await store.readJobs(completedBefore: end + 1, after: ids[1], limit: 2).map(\.id) == [ids[2]])
        }
    }

    @Test(arguments: Stores.all)
    func openJobsAreCountedByKindAndState(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            #expect(try await store.openJobs().isEmpty)
            for _ in 0..<3 { _ = try await add(to: store) }
            let first = try #require(try await store.leaseJob(for: alice, now: noon, until: noon + 60))
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            try settle(store, first.id, alice, .completed(result))
            #expect(
                try await Set(store.openJobs()) == [
                    OpenJobs(kind: .read, state: .added, count: 1, oldest: noon),
                    OpenJobs(kind: .read, state: .inProgress, count: 1, oldest: noon),
                ])
        }
    }

    private func add(to store: any OrganizationStore) async throws -> ReadJob {
        let query = ReadQuery(module: ModuleReference(id: ObjectID(3), apiName: "People"), fields: ["Name", "Company.Name"], page: 2)
        let author = UserReference(id: ObjectID(5), name: "Patricia Boyle")
        let time = noon
        return try await store.addReadJob { ReadJob(id: $0, version: .v7, query: query, createdBy: author, createdTime: time) }
    }

    // The blocking calls of a worker, out of the tests' async context.
    private func renew(_ store: any OrganizationStore, _ job: ObjectID, _ holder: LeaseHolder, _ until: Date) throws {
        try store.renewLease(of: job, for: holder, until: until)
    }

    private func settle(_ store: any OrganizationStore, _ job: ObjectID, _ holder: LeaseHolder, _ ending: JobEnding) throws {
        try store.settle(job, for: holder, as: ending, now: noon)
    }
}
