import BulkModel
import BulkStore
import BulkTesting
import Foundation
import Testing

@Suite struct DeletionConformanceTests {
    private let noon = Date(timeIntervalSince1970: 1_700_000_000)

    @Test(arguments: Stores.all)
    func removedRecordsAreGoneAndLookupsToThemEmpty(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Zylker"], [2, "Acme"]], into: "Companies", ["Name"])
            try await store.insert([[11, 1], [12, 2], [13, 1], [14, nil]], into: "People", ["Company"])
            try await store.setWaitsForApproval(ObjectID(1), true)
            let companies = try #require(try await store.schema().module(named: "Companies"))
            let waiting = try await store.importing(into: "People") { session, people in
                let company = try #require(people.field(named: "Company"))
                try session.prepareReferences(by: company, of: people)
                try session.prepareReferences(by: company, of: people)
                #expect(try session.records(of: people, referringTo: [1, 9], by: company) == [11, 13])
                try session.clearReferences(to: [1, 9], by: company, of: people)
                try session.remove([1, 9], from: companies)
                return try session.waitingForApproval([1])
            }
            #expect(waiting.isEmpty)
            #expect(try await store.rows(of: "Companies", ["id"]).rows == [[2]])
            #expect(try await store.rows(of: "People", ["Company"]).rows == [[nil], [2], [nil], [nil]])
        }
    }

    @Test(arguments: Stores.all)
    func rowsAreGivenInTheOrderOfTheirIdsAndNothingForWhatThereIsNot(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann", 5], [2, nil, nil]], into: "People", ["Name", "Salary"])
            let rows = try await store.importing(into: "People") { session, people in
                try session.rows([2, 9, 1, 1], of: people, ["Salary", "Files", "Name"].compactMap { people.field(named: $0) })
            }
            let ann: StoredRow = [.integer(5), nil, .text("Ann")]
            #expect(rows == [[nil, nil, nil], nil, ann, ann])
        }
    }

    @Test(arguments: Stores.all)
    func anAttemptThatComesToNothingIsUndoneAndTheRestIsNot(_ conformance: StoreConformance) async throws {
        struct Trouble: Error {}
        try await conformance.withStore { store in
            try await store.insert([[1, "Ann"], [2, "Bob"], [3, "Cid"], [4, "Dan"]], into: "People", ["Name"])
            let results = try await store.importing(into: "People") { session, people in
                try session.remove([1], from: people)
                let nothing: Int? = try session.attempt {
                    try session.remove([2], from: people)
                    return nil
                }
                let thrown: Int? = try? session.attempt {
                    try session.remove([3], from: people)
                    throw Trouble()
                }
                let something: Int? = try session.attempt {
                    try session.remove([4], from: people)
                    return 7
                }
                return [nothing, thrown, something]
            }
            #expect(results == [nil, nil, 7])
            #expect(try await store.rows(of: "People", ["Name"]).rows == [["Bob"], ["Cid"]])
        }
    }

    @Test(arguments: Stores.all)
    func deletedRecordsAreRememberedByTheirTimeUntilTheyAreForgotten(_ conformance: StoreConformance) async throws {
        try await conformance.withStore { store in
            let records = (1...4).map {
                DeletedRecord(
                    id: ObjectID($0), displayName: $0 == 1 ? nil : "No. \($0)", createdBy: $0 == 2 ? nil : ObjectID(70),
                    deletedBy: ObjectID(71),
                    deletedTime: noon.addingTimeInterval(Double($0 / 2)))
            }
            try await store.importing(into: "People") { session, people in
                try session.remember(records, of: people.id)
                try session.remember(
                    [DeletedRecord(id: ObjectID(9), displayName: "Other", createdBy: nil, deletedBy: ObjectID(71), deletedTime: noon)],
                    of: ObjectID(2))
            }
            let people = try #require(try await store.schema().module(named: "People")).id
            func ids(from: Double? = nil, before end: Double? = nil, offset: Int = 0, limit: Int = 9) async throws -> [Int64] {
                try await store.deletedRecords(
                    of: people, from: from.map(noon.addingTimeInterval), before: end.map(noon.addingTimeInterval), offset: offset,
                    limit: limit
                ).map(\.id.rawValue)
            }
            #expect(try await ids() == [4, 3, 2, 1])
            #expect(try await ids(offset: 1, limit: 2) == [3, 2])
            #expect(try await ids(from: 1) == [4, 3, 2])
            #expect(try await ids(before: 1) == [1])
            #expect(try await store.deletedRecords(of: people, from: nil, before: nil, offset: 0, limit: 9) == records.reversed())
            try await store.forgetDeletions(before: noon.addingTimeInterval(1))
            #expect(try await ids() == [4, 3, 2])
        }
    }
}
