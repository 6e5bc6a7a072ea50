import BulkModel
import BulkStore
import BulkTesting
import Foundation
import Testing

@Suite struct ImportConformanceTests {
    private let alice = LeaseHolder(name: "alice")
    private let noon = Date(timeIntervalSince1970: 1_700_000_000)

    @Test(arguments: Stores.all)
    func textKeysMatchWithoutRegardToLetterCaseWhetherTheyAreKeysOfTheModuleOrNot(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert(
                [[1, "Ann", "X-1", 1], [2, "Bob", "ß", 0], [3, "bob", "x-3", nil]], into: "People", ["Name", "Code", "Active"])
            for (name, keys, records, several) in [
                ("Code", ["x-1", "SS", nil, "x-9"], [1, 2, 0, 0], [false, false, false, false]),
                ("Name", ["ANN", "BOB", nil, "x"], [1, 2, 0, 0], [false, true, false, false]),
            ] as [(String, [CellValue], [Int64], [Bool])] {
                let module = try #require(try await store.schema().module(named: "People"))
                let field = try #require(module.field(named: name))
                // The second time is as good as the first.
                for _ in 1...2 { try await Task.detached { try store.prepareMatching(by: field, of: module) }.value }
                let matches = try await store.importing(into: "People") { session, module in
                    let field = try #require(module.field(named: name))
                    return try session.match(
                        RecordBatch.keys(keys, of: field), by: field, of: module, attributes: [try #require(module.field(named: "Active"))])
                }
                #expect(matches.records == records)
                #expect(matches.isSeveral == several)
                #expect((0..<4).map { matches.attribute(0, of: $0) } == [1, 0, nil, nil])
            }
        }
    }

    @Test(arguments: Stores.all)
    func idsMatchExactly(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[7, "Ann"]], into: "People", ["Name"])
            let matches = try await store.importing(into: "People") { session, module in
                let field = try #require(module.field(named: "id"))
                return try session.match(RecordBatch.keys([7, 8, nil], of: field), by: field, of: module, attributes: [])
            }
            #expect(matches.records == [7, 0, 0])
        }
    }

    @Test(arguments: Stores.all)
    func newRecordsHaveTheirCellsDefaultsAndConstants(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            _ = try await store.importing(into: "People") { session, module in
                var changes = RecordChanges(
                    batch: RecordBatch(module, ["Name", "Salary"], [[1, "Ann", 5], [2, nil, .keep], [3, "left out", 0]]),
                    actions: [.insert, .insert, .none], updateColumns: [], insertDefaults: [.null, .null, .integer(9)])
                changes.insertConstants = [.init(try #require(module.field(named: "Active")), .integer(1))]
                return try session.apply(changes, to: module)
            }
            #expect(try await store.rows(of: "People", ["id", "Name", "Salary", "Active"]).rows == [[1, "Ann", 5, 1], [2, nil, 9, 1]])
        }
    }

    @Test(arguments: Stores.all)
    func changesKeepWhatTheyAreToldToAndLeaveAnImageOfWhatWas(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann", 5, "a"], [2, "Bob", 6, nil]], into: "People", ["Name", "Salary", "Code"])
            let images = try await store.importing(into: "People") { session, module in
                var changes = RecordChanges(
                    batch: RecordBatch(module, ["Name", "Salary"], [[1, .keep, 7], [2, nil, .keep], [1, "Anna", .keep]]),
                    actions: [.update, .update, .update], updateColumns: [1, 2], insertDefaults: [.null, .null, .null])
                changes.updateConstants = [.init(try #require(module.field(named: "Badge")), .integer(4))]
                return try session.apply(changes, to: module)
            }
            #expect(
                try await store.rows(of: "People", ["id", "Name", "Salary", "Code", "Badge"]).rows
                    == [[1, "Anna", 7, "a", 4], [2, nil, 6, nil, 4]])
            #expect(images.columns == ["Name", "Salary"])
            let records = try #require(images.records())
            #expect(records.map(\.id) == [1, 2, 1])
            #expect(
                records.map(\.cells) == [
                    [.unchanged, .value(.integer(5))], [.value(.text("Bob")), .unchanged], [.value(.text("Ann")), .unchanged],
                ])
        }
    }

    @Test(arguments: Stores.all)
    func anIndexFollowsItsFieldWhetherOtherFieldsChangeOrItDoes(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann", "a"], [2, "Bob", "b"]], into: "People", ["Name", "Code"])
            let found = try await store.importing(into: "People") { session, module in
                let changes = RecordChanges(
                    batch: RecordBatch(module, ["Name", "Code"], [[1, "Anna", "a"], [2, "Bob", "c"], [1, "Ann", "b"]]),
                    actions: [.update, .update, .update], updateColumns: [1, 2], insertDefaults: [.null, .null, .null])
                _ = try session.apply(changes, to: module)
                let code = try #require(module.field(named: "Code"))
                return try session.match(RecordBatch.keys(["a", "b", "c"], of: code), by: code, of: module, attributes: []).records
            }
            #expect(found == [0, 1, 2])
            #expect(try await store.rows(of: "People", ["id", "Name", "Code"]).rows == [[1, "Ann", "b"], [2, "Bob", "c"]])
        }
    }

    @Test(arguments: Stores.all)
    func joinedTextFollowsItsPartsAlsoWhenOneIsKept(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            for (rows, action, expected) in [
                ([[1, "Ann", "Lee"], [2, nil, "Kim"], [3, nil, nil]], .insert, ["Ann Lee", "Kim", nil]),
                ([[1, .keep, "Ray"], [2, "Bo", .keep], [3, .keep, .keep]], .update, ["Ann Ray", "Bo Kim", nil]),
            ] as [([[CellValue]], RecordChanges.Action, [CellValue])] {
                _ = try await store.importing(into: "Users") { session, module in
                    var changes = RecordChanges(
                        batch: RecordBatch(module, ["first_name", "last_name"], rows), actions: [action, action, action],
                        updateColumns: [1, 2], insertDefaults: [.null, .null, .null])
                    changes.joinedText = .init(try #require(module.field(named: "full_name")), parts: [1, 2])
                    return try session.apply(changes, to: module)
                }
                #expect(try await store.rows(of: "Users", ["full_name"]).rows == expected.map { [$0] })
            }
        }
    }

    @Test(arguments: Stores.all)
    func anImportThatThrowsLeavesNothing(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            await #expect(throws: StoreError.unusableName("stop")) {
                try await store.importing(into: "People") { session, module in
                    let changes = RecordChanges(
                        batch: RecordBatch(module, ["Name"], [[1, "Ann"]]), actions: [.insert], updateColumns: [],
                        insertDefaults: [.null, .null])
                    _ = try session.apply(changes, to: module)
                    throw StoreError.unusableName("stop")
                }
            }
            let rows = try await store.rows(of: "People", ["id"]).rows
            #expect(rows.isEmpty)
        }
    }

    @Test(arguments: Stores.all)
    func referencesAreCountedAndLinksFound(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, 100, nil], [2, 100, 1], [3, 101, 1]], into: "People", ["Company", "Boss"])
            let (counts, links) = try await store.importing(into: "People") { session, module in
                let company = try #require(module.field(named: "Company"))
                let boss = try #require(module.field(named: "Boss"))
                return (
                    try session.countReferences(to: [100, 101, 102], by: company, of: module),
                    try session.existingLinks(
                        [Link(first: 100, second: 1), Link(first: 101, second: 2), Link(first: 101, second: 1)], of: module, company, boss)
                )
            }
            #expect(counts == [100: 2, 101: 1, 102: 0])
            #expect(links == [Link(first: 100, second: 1), Link(first: 101, second: 1)])
        }
    }

    @Test(arguments: Stores.all)
    func recordsWaitForApprovalUntilTheyDoNot(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.setWaitsForApproval(ObjectID(5), true)
            try await store.setWaitsForApproval(ObjectID(5), true)
            try await store.setWaitsForApproval(ObjectID(6), true)
            try await store.setWaitsForApproval(ObjectID(6), false)
            let waiting = try await store.importing(into: "People") { session, _ in try session.waitingForApproval([4, 5, 6]) }
            #expect(waiting == [5])
        }
    }

    @Test(arguments: Stores.all)
    func runningNumbersOfAFieldFollowOneAnother(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let numbers = try await store.importing(into: "People") { session, module in
                let badge = try #require(module.field(named: "Badge"))
                let salary = try #require(module.field(named: "Salary"))
                return [
                    try session.reserveNumbers(3, for: badge), try session.reserveNumbers(1, for: badge),
                    try session.reserveNumbers(1, for: salary),
                ]
            }
            #expect(numbers == [1, 4, 1])
        }
    }

    @Test(arguments: Stores.all)
    func aPickListLearnsEachValueOnce(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            _ = try await store.importing(into: "People") { session, module in
                let name = try #require(module.field(named: "Name"))
                try session.add(["b", "a"], toPickList: name, of: module)
                try session.add(["c", "a"], toPickList: name, of: module)
            }
            #expect(try await store.schema().module(named: "People")?.field(named: "Name")?.pickListValues == ["b", "a", "c"])
        }
    }

    @Test(arguments: Stores.all)
    func outcomesAndProgressAreKeptForTheHolderOfTheLeaseOnly(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await store.addWriteJob(Self.job)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            var outcomes = RowOutcomes()
            outcomes.append(.added, record: 77)
            outcomes.append(.skipped, errors: [RowError(.invalidData, mapping: 2, .tooLong)])
            var progress = ResourceProgress(state: .inProgress)
            progress.count(outcomes)
            var images = BeforeImages(columns: ["Name"])
            images.append(record: 5)
            images.append(RawCell.null)
            let checkpoint = ImportCheckpoint(
                job: job.id, resource: 0, firstRow: 0, outcomes: outcomes, before: [images], progress: [progress])
            let (alice, bob) = (alice, LeaseHolder(name: "bob"))
            await #expect(throws: StoreError.leaseLost(job: job.id)) {
                try await store.importing(into: "People") { session, _ in try session.record(checkpoint, for: bob) }
            }
            #expect(try await outcomesInStore(store, job.id, from: 0) == nil)
            try await store.importing(into: "People") { session, _ in try session.record(checkpoint, for: alice) }
            #expect(try await outcomesInStore(store, job.id, from: 0) == outcomes)
            #expect(try await outcomesInStore(store, job.id, from: 2) == nil)
            #expect(try await store.writeJob(job.id)?.progress == [progress])
            let before = try await Task.detached { try store.beforeImages(of: job.id, resource: 0) }.value
            #expect(before == [images])
        }
    }

    @Test(arguments: Stores.all)
    func outcomesStayAsLongAsTheirJob(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let job = try await store.addWriteJob(Self.job)
            _ = try await store.leaseJob(for: alice, now: noon, until: noon + 60)
            var outcomes = RowOutcomes()
            outcomes.append(.updated, record: 5)
            var progress = ResourceProgress(state: .completed)
            progress.count(outcomes)
            var images = BeforeImages(columns: ["Name"])
            images.append(record: 5)
            images.appendUnchanged()
            let (alice, noon) = (alice, noon)
            let checkpoint = ImportCheckpoint(
                job: job.id, resource: 0, firstRow: 0, outcomes: outcomes, before: [images], progress: [progress])
            let resources = [progress]
            try await store.importing(into: "People") { session, _ in try session.record(checkpoint, for: alice) }
            try await Task.detached {
                try store.settle(job.id, for: alice, as: .imported(WriteResult(completedTime: noon), resources), now: noon)
            }.value
            #expect(try await !store.removeOutcomesWithoutJob(limit: 9))
            #expect(try await outcomesInStore(store, job.id, from: 0) == outcomes)
            #expect(try await store.removeJob(job.id))
            #expect(try await outcomesInStore(store, job.id, from: 0) == outcomes)
            #expect(try await store.removeOutcomesWithoutJob(limit: 1), "there may be more")
            #expect(try await !store.removeOutcomesWithoutJob(limit: 1))
            #expect(try await outcomesInStore(store, job.id, from: 0) == nil)
            #expect(try await Task.detached { try store.beforeImages(of: job.id, resource: 0) }.value.isEmpty)
        }
    }

    @Test(arguments: Stores.all)
    func importsOfAnOrganizationRunOneAfterTheOther(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let first = try await store.addWriteJob(Self.job)
            let second = try await store.addWriteJob(Self.job)
            #expect(try await store.leaseJob(for: alice, now: noon, until: noon + 60)?.id == first.id)
            #expect(try await store.leaseJob(for: alice, now: noon, until: noon + 60) == nil)
            #expect(try await store.waitingJobs() == 1)
            let (alice, noon) = (alice, noon)
            let result = WriteResult(completedTime: noon)
            let done = [ResourceProgress(state: .completed)]
            try await Task.detached { try store.settle(first.id, for: alice, as: .imported(result, done), now: noon) }.value
            #expect(try await store.leaseJob(for: alice, now: noon, until: noon + 60)?.id == second.id)
            let ended = try #require(try await store.writeJob(first.id))
            #expect(ended.state == .completed)
            #expect(ended.result == result)
            #expect(ended.progress == done)
            #expect(try await store.writeJobs(completedBefore: noon + 1, after: nil, limit: 9).map(\.id) == [first.id])
            #expect(try await store.readJobs(completedBefore: noon + 1, after: nil, limit: 9).isEmpty)
            #expect(try await store.readJob(first.id) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func anUploadThatAJobStillNeedsIsNotDueToGo(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let needed = Upload(id: ObjectID(500), fileName: "a.zip", size: 9, createdTime: noon)
            let idle = Upload(id: ObjectID(501), fileName: "b.zip", size: 8, createdTime: noon)
            try await store.add(needed)
            try await store.add(idle)
            _ = try await store.addWriteJob(Self.job)
            #expect(try await store.upload(needed.id) == needed)
            #expect(try await store.uploads(createdBefore: noon, limit: 9).isEmpty)
            #expect(try await store.uploads(createdBefore: noon + 1, limit: 9) == [idle])
            try await store.removeUpload(idle.id)
            #expect(try await store.upload(idle.id) == nil)
        }
    }

    @Test(arguments: Stores.all)
    func layoutsAreKeptInTheirOrder(_ conformance: StoreConformance) async throws {
        let layouts = [Layout(id: ObjectID(900), name: "Standard"), Layout(id: ObjectID(901), name: "VIP")]
        try await conformance.withStore { store in
            for layout in layouts { try await store.apply([.addLayout(layout, module: "People")]) }
            #expect(try await store.schema().module(named: "People")?.layouts == layouts)
        }
    }

    private func outcomesInStore(_ store: any OrganizationStore, _ job: ObjectID, from row: Int) async throws -> RowOutcomes? {
        try await Task.detached { try store.outcomes(of: job, resource: 0, from: row) }.value
    }

    /// A job that reads the upload 500.
    @Sendable private static func job(_ id: ObjectID) -> WriteJob {
        let source = WriteSource(
            upload: ObjectID(500), entry: "a.csv", fileName: "a.csv", encoding: "UTF-8", isEncodingDetected: true, rows: 2)
        let resource = WriteResource(
            module: ModuleReference(id: ObjectID(3), apiName: "People"), source: source, findBy: "id",
            mappings: [FieldMapping(apiName: "Name", index: 0, defaultValue: "x")])
        return WriteJob(
            id: id, version: .v8, request: WriteRequest(operation: .upsert, ignoreEmpty: true, resources: [resource]),
            createdBy: UserReference(id: ObjectID(9), name: "Ann"), createdTime: Date(timeIntervalSince1970: 1_700_000_000),
            callbackURL: "https://example.com/", address: "http://localhost", progress: [ResourceProgress()])
    }
}
