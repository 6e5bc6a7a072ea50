import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Testing

/// The links of a multi-user lookup, which lie in a module of their own. (bulk write specification, section 10)
@Suite struct WriteUserLinkTests {
    private func tester() async throws -> AppTester {
        let tester = try await AppTester.writing()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await SchemaEditor(store: store).add([
            .linking(
                "Leads_X_Users", from: .draft("Leads", .lookup, lookup: .module("Leads")),
                to: .draft("Assistant", .userlookup, lookup: .users), label: "Assistants")
        ])
        for number in 1...11 {
            try await store.add(
                User(
                    id: ObjectID(prefix: WriteFixture.prefix, sequence: 900_000 + Int64(number)), firstName: nil, lastName: "User",
                    email: "u\(number)@zylker.com", timeZone: "UTC"))
        }
        return tester
    }

    @Test func usersAreNamedByTheirEmailAndLinkedOnce() async throws {
        let tester = try await tester()
        let outcome = try await tester.write(
            "insert", "Lead,User\n\(WriteFixture.l1),U1@zylker.com\n\(WriteFixture.l1),u1@zylker.com\n\(WriteFixture.l1),nobody@zylker.com",
            ["Leads@0^id", "Assistant@1^email"], module: "Leads_X_Users")
        #expect(outcome.statuses == ["ADDED", "SKIPPED", "SKIPPED"])
        #expect(outcome.errors == ["", "DUPLICATE_DATA-User", "INVALID_DATA-User"])
        let links = try await tester.records(of: "Leads_X_Users", ["Leads", "Assistant"])
        #expect(links.map { $0["Leads"] } == ["\(WriteFixture.l1)"])
        #expect(links.map { $0["Assistant"] } == ["5725767000000900001"])
    }

    @Test func aRecordHasTenUsersAtMost() async throws {
        let tester = try await tester()
        let rows = (1...11).map { "\(WriteFixture.l1),u\($0)@zylker.com" }.joined(separator: "\n")
        let outcome = try await tester.write(
            "insert", "Lead,User\n\(rows)", ["Leads@0^id", "Assistant@1^email"], module: "Leads_X_Users")
        #expect(outcome.counts() == "10/0/1/11")
        #expect(outcome.row(10).errors == "LIMIT_EXCEEDED-Lead")
    }

    @Test func bothEndsOfALinkMustBeMapped() async throws {
        let tester = try await tester()
        let file = try await tester.upload("Lead\n1")
        let answer = try await tester.sendWrite(
            AppTester.request("insert", file: file, ["Leads@0^id"], module: "Leads_X_Users"))
        expectError(
            answer, "MANDATORY_FIELDS_NOT_MAPPED", 400, ["fields": [["api_name": "Assistant"]]],
            message: "All mandatory fields are not mapped for the layout")
    }

    /// The documents call the module by the lookup, not by the module of its links. (section 6.1)
    @Test func theModuleMayBeNamedByTheLookupAloneAndBesideItsParent() async throws {
        let tester = try await tester()
        let store = try await tester.engine.storage.store(of: tester.organization)
        var lookup = Field.draft("Assistants", .multiuserlookup, isExportable: false)
        lookup.relatedModule = "Leads_X_Users"
        try await SchemaEditor(store: store).add([lookup], to: "Leads")
        let alone = try await tester.write(
            "insert", "Lead,User\n\(WriteFixture.l1),u1@zylker.com", ["Leads@0^id", "Assistant@1^email"], module: "Assistants")
        #expect(alone.statuses == ["ADDED"])
        #expect(alone.details["resource"]?[0]?["module"]?["api_name"] == "Leads_X_Users")
        let file = try await tester.upload([("p.csv", "Last_Name,Company\nAnn,X"), ("u.csv", "Lead,User\nAnn,u2@zylker.com")])
        let family = try await tester.write(
            familyRequest(
                file: file, ("Leads", "p.csv", #"{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}"#),
                (
                    "Assistants", "u.csv",
                    #"{"api_name":"Leads","index":0,"parent_column_index":0},{"api_name":"Assistant","index":1,"find_by":"email"}"#
                )))
        #expect(family.counts(1) == "1/0/0/1")
        #expect(try await tester.records(of: "Leads_X_Users", ["Assistant"]).count == 2)
    }

    @Test func aNameThatIsNeitherAModulesNorSuchALookupsIsRefused() async throws {
        let tester = try await tester()
        let file = try await tester.upload("Lead\n1")
        for name in ["Reviewer", "Account_Lookup"] {
            expectError(
                try await tester.sendWrite(AppTester.request("insert", file: file, nil, module: name)), "MODULE_NOT_AVAILABLE", 400,
                message: "Requested module '\(name)' is not available.")
        }
    }
}
