import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Jobs as they are shown and listed.
@Suite struct JobListTests {
    private static let leads = #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#
    private static let csv = "Last_Name,Company\nA,X\nB,\nC,X"

    private func createImport(_ tester: AppTester, file: String? = nil) async throws -> String {
        var upload = file
        if upload == nil { upload = try await tester.upload(Self.csv) }
        return try await tester.createWrite(AppTester.request("insert", file: upload ?? "", ["Last_Name@0", "Company@1"]))
    }

    private func list(_ tester: AppTester, _ query: String = "", token: String? = nil) async throws -> Answer {
        try await tester.send(.get, "/longshore/v1/jobs" + (query.isEmpty ? "" : "?\(query)"), token: token ?? tester.token)
    }

    private func ids(_ answer: Answer) -> [String] {
        (answer.json["jobs"]?.array ?? []).compactMap { $0["id"]?.string }
    }

    @Test func aJobThatWaitsHasEveryKey() async throws {
        let tester = try await AppTester.writing()
        let job = try await createImport(tester)
        #expect(
            try await tester.send(.get, AppTester.path(of: job)).text == """
                {"id":"\(job)","kind":"write","operation":"insert","state":"ADDED","modules":["Leads"],\
                "created_by":{"id":"5725767000000411001","name":"Patricia Boyle"},"created_time":"2026-03-01T17:30:00+05:30",\
                "started_time":null,"ended_time":null,"stage":"waiting",\
                "rows":{"total":3,"read":0,"added":0,"updated":0,"skipped":0,"failed":0},"bytes":0,"rate":null,"seconds":null,\
                "seconds_left":null,"share":0,\
                "resources":[{"module":"Leads","file":"leads.csv","state":"ADDED",\
                "rows":{"total":3,"read":0,"added":0,"updated":0,"skipped":0,"failed":0}}],\
                "result":null,"report":false,"notes":[],"failure":null}
                """)
    }

    @Test func anImportThatHasEndedSaysWhatBecameOfItsRows() async throws {
        let tester = try await AppTester.writing()
        let id = try await createImport(tester)
        try await tester.runJobs()
        let job = try await tester.job(id)
        #expect(job["state"] == "COMPLETED" && job["stage"] == "ended")
        #expect(job["started_time"] == "2026-03-01T17:30:00+05:30" && job["ended_time"] == "2026-03-01T17:30:00+05:30")
        #expect(job["rows"] == ["total": 3, "read": 3, "added": 2, "updated": 0, "skipped": 0, "failed": 1])
        #expect(job["resources"]?[0]?["state"] == "COMPLETED" && job["resources"]?[0]?["rows"] == job["rows"])
        #expect(job["bytes"] == .integer(Self.csv.utf8.count))
        #expect(job["share"] == 1 && job["seconds"] == 0 && job["rate"] == JSONValue.null)
        #expect(job["result"]?["expires"] == "2026-03-08T17:30:00+05:30" && job["report"] == true)
        let archive = try await tester.send(.get, AppTester.path(of: id, "/result"))
        #expect(archive.status == 200 && archive.headers[.contentType] == "application/zip")
        #expect(job["result"]?["size"] == .integer(archive.body.count))
        #expect(try Unzip.entries(of: archive.body).map(\.name) == ["Leads-leads.csv"])
    }

    @Test func anExportThatHasEndedSaysHowMuchItWrote() async throws {
        let tester = try await AppTester.reading()
        let id = try await tester.createRead(Self.leads)
        #expect(try await tester.job(id)["rows"]?["total"] == JSONValue.null)
        try await tester.runJobs()
        let job = try await tester.job(id)
        let csv = try await tester.csv(of: id)
        let rows = csv.split(separator: "\n").count - 1
        #expect(job["kind"] == "read" && job["operation"] == "read" && job["resources"] == [])
        #expect(job["rows"] == ["total": .integer(rows), "read": .integer(rows), "added": 0, "updated": 0, "skipped": 0, "failed": 0])
        #expect(job["bytes"] == .integer(csv.utf8.count))
        #expect(job["share"] == 1 && job["report"] == false)
        #expect(job["result"]?["expires"] == "2026-03-02T17:30:00+05:30")
        tester.clock.advance(by: 86_400)
        let token = try await tester.token(scopes: AppTester.standardScopes)
        #expect(try await tester.job(id, token: token)["result"] == JSONValue.null)
    }

    @Test func aRowWhoseParentWasRefusedCountsAsSkipped() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([
            ("p.csv", "Last_Name,Company\nAnn,\nBob,Y"), ("s.csv", "Secondary_Email,Key\na@x.com,Ann\nb@x.com,Bob\nc@x.com,Zed"),
        ])
        let outcome = try await tester.write(
            familyRequest(
                file: file, ("Leads", "p.csv", #"{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}"#),
                (
                    "Secondary", "s.csv",
                    #"{"api_name":"Secondary_Email","index":0},{"api_name":"Parent_Id","index":1,"parent_column_index":0}"#
                )))
        let job = try await tester.job(outcome.job)
        #expect(job["modules"] == ["Leads", "Secondary"])
        #expect(job["rows"] == ["total": 5, "read": 5, "added": 2, "updated": 0, "skipped": 1, "failed": 2])
        #expect(job["resources"]?[1]?["rows"] == ["total": 3, "read": 3, "added": 1, "updated": 0, "skipped": 1, "failed": 1])
    }

    @Test func jobsAreListedNewestFirstInPages() async throws {
        let tester = try await AppTester.writing()
        var jobs: [String] = []
        for _ in 0..<3 { jobs.append(try await tester.createRead(Self.leads)) }
        jobs.append(try await createImport(tester))
        let first = try await list(tester, "per_page=3")
        #expect(first.status == 200 && ids(first) == jobs.reversed().prefix(3).map(\.self))
        let token = try #require(first.json["info"]?["next_page_token"]?.string)
        #expect(first.json["info"] == ["per_page": 3, "count": 3, "more_records": true, "next_page_token": .string(token)])
        // One that is made meanwhile doesn't move the pages.
        _ = try await tester.createRead(Self.leads)
        let second = try await list(tester, "per_page=3&page_token=\(token)")
        #expect(ids(second) == [jobs[0]])
        #expect(second.json["info"] == ["per_page": 3, "count": 1, "more_records": false, "next_page_token": .null])
        #expect(first.json["jobs"]?[0] == (try await tester.job(jobs[3])), "as it is shown by itself")
        expectError(
            try await list(tester, "per_page=3&kind=read&page_token=\(token)"), "TOKEN_BOUND_DATA_MISMATCH", 400,
            ["param_name": "page_token"])
    }

    @Test func nothingFoundIsAnEmptyList() async throws {
        let tester = try await AppTester.reading()
        let answer = try await list(tester)
        #expect(answer.status == 200)
        #expect(answer.text == #"{"jobs":[],"info":{"per_page":50,"count":0,"more_records":false,"next_page_token":null}}"#)
    }

    @Test func filtersLetThroughWhatFulfilsAllOfThem() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.csv)
        let imported = try await createImport(tester, file: file)
        let cancelled = try await tester.createRead(Self.leads)
        try await tester.perform("cancel", job: cancelled)
        tester.clock.advance(by: 60)
        let contacts = try await tester.createRead(#"{"query":{"module":{"api_name":"Contacts"},"fields":["Last_Name"]}}"#)
        func found(_ query: String) async throws -> [String] { ids(try await list(tester, query)) }
        #expect(try await found("kind=write") == [imported])
        #expect(try await found("kind=read,write") == [contacts, cancelled, imported])
        #expect(try await found("state=ADDED") == [contacts, imported])
        #expect(try await found("state=cancelled,IN_PROGRESS") == [cancelled])
        #expect(try await found("state=IN%20PROGRESS") == [])
        #expect(try await found("module=Leads") == [cancelled, imported])
        #expect(try await found("module=Nope") == [])
        #expect(try await found("file_id=\(file)") == [imported])
        #expect(try await found("created_by=\(WriteFixture.patricia)&module=Contacts") == [contacts])
        #expect(try await found("created_by=1") == [])
        #expect(try await found("created_since=2026-03-01T12:00:30Z") == [contacts])
        #expect(try await found("created_since=2026-03-01T17:30:30+05:30") == [contacts], "a plus that was not escaped")
        #expect(try await found("created_before=2026-03-01T12:00:30Z") == [cancelled, imported])
        #expect(try await found("created_since=20260301T120030Z") == [contacts])
        #expect(try await found("created_since=2026-03-01") == [contacts, cancelled, imported])
        #expect(try await found("created_since=2026-03-02") == [])
    }

    @Test(arguments: [
        ("kind", "export"), ("kind", ""), ("state", "DONE"), ("state", "ADDED,"), ("created_by", "me"), ("created_since", "yesterday"),
        ("created_before", "2026-02-30"), ("file_id", "-1"), ("per_page", "0"), ("per_page", "201"), ("per_page", "many"),
        ("page_token", "00ff"),
    ])
    func aValueThatCanNotBeReadIsRefusedByItsName(name: String, value: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await list(tester, "\(name)=\(value)")
        if value.isEmpty {
            #expect(answer.status == 200, "an empty parameter is none")
        } else {
            #expect(answer.status == 400)
            #expect(answer.json["code"] == "INVALID_DATA")
            #expect(answer.json["details"]?["api_name"] == .string(name), "\(answer.text)")
        }
    }

    @Test func aListHasTheKindsThatTheTokenMayMake() async throws {
        let tester = try await AppTester.writing()
        let export = try await tester.createRead(Self.leads)
        let imported = try await createImport(tester)
        func token(_ scopes: String) async throws -> String { try await tester.token(scopes: scopes, user: WriteFixture.patricia) }
        #expect(ids(try await list(tester, token: token("ZohoCRM.bulk.READ"))) == [export])
        #expect(ids(try await list(tester, token: token("ZohoCRM.bulk.CREATE"))) == [imported])
        #expect(ids(try await list(tester, token: token("ZohoCRM.bulk.ALL"))) == [imported, export])
        expectError(try await list(tester, token: token("ZohoCRM.modules.ALL")), "OAUTH_SCOPE_MISMATCH", 401)
        expectError(try await list(tester, "kind=write", token: token("ZohoCRM.bulk.READ")), "OAUTH_SCOPE_MISMATCH", 401)
        expectError(
            try await tester.send(.get, AppTester.path(of: imported), token: token("ZohoCRM.bulk.READ")), "OAUTH_SCOPE_MISMATCH", 401)
        #expect(ids(try await list(tester, token: try await tester.tokenOfAnotherOrganization())) == [])
    }

    @Test func aJobGoesThirtyDaysAfterItsEnd() async throws {
        let tester = try await AppTester.reading()
        let waiting = try await tester.createRead(Self.leads)
        tester.clock.advance(by: 86_400)
        try await tester.runJobs()
        let failed = try await tester.engine.storage.store(of: tester.organization).readJob(try #require(ObjectID(waiting)))
        #expect(failed?.state == .completed)
        tester.clock.advance(by: 30 * 86_400 - 1)
        let token = try await tester.token(scopes: AppTester.standardScopes)
        try await ResultCleaner(engine: tester.engine).sweep()
        #expect(ids(try await list(tester, token: token)) == [waiting])
        #expect(try await tester.send(.get, "/crm/bulk/v8/read/\(waiting)", token: token).status == 200)
        tester.clock.advance(by: 1)
        #expect(ids(try await list(tester, token: token)) == [])
        for path in [AppTester.path(of: waiting), "/crm/bulk/v8/read/\(waiting)"] {
            expectError(try await tester.send(.get, path, token: token), "RESOURCE_NOT_FOUND", 404, ["resource": .string(waiting)])
        }
        tester.clock.advance(by: 1)
        try await ResultCleaner(engine: tester.engine).sweep()
        #expect(try await tester.contents(of: tester.organization)["_jobs"] == [])
    }

    @Test func theLifetimesAreThoseThatAreSet() async throws {
        var limits = Limits.strict
        (limits.resultLifetime, limits.writeResultLifetime, limits.jobLifetime) = (60, 120, 180)
        let tester = try await AppTester.writing(limits: limits)
        let export = try await tester.createRead(Self.leads)
        let imported = try await createImport(tester)
        try await tester.runJobs()
        func results() async throws -> [Bool] {
            try await [export, imported].async { try await tester.job($0)["result"] != JSONValue.null }
        }
        tester.clock.advance(by: 59)
        #expect(try await results() == [true, true])
        tester.clock.advance(by: 1)
        #expect(try await results() == [false, true])
        tester.clock.advance(by: 60)
        #expect(try await results() == [false, false])
        #expect(try await tester.job(imported)["report"] == false)
        tester.clock.advance(by: 61)
        // The upload stays: others may use it.
        #expect(try await ResultCleaner(engine: tester.engine).sweep() == 2)
        let contents = try await tester.contents(of: tester.organization)
        #expect(contents["_jobs"] == [] && contents["_import_batches"] == [])
        #expect(contents.keys.filter { $0.hasPrefix("results/") } == [])
        #expect(contents.keys.filter { $0.hasPrefix("uploads/") }.count == 1)
    }

    @Test func whatARemovalThatWasCutShortHasLeftGoesWithTheNextSweep() async throws {
        let tester = try await AppTester.writing()
        let id = try await createImport(tester)
        try await tester.runJobs()
        let store = try await tester.engine.storage.store(of: tester.organization)
        #expect(try await store.removeJob(try #require(ObjectID(id))))
        #expect(try await ResultCleaner(engine: tester.engine).sweep() == 1)
        let contents = try await tester.contents(of: tester.organization)
        #expect(contents["_import_batches"] == [])
        #expect(contents.keys.filter { $0.hasPrefix("results/") } == [])
    }
}

extension Array {
    /// One after the other.
    fileprivate func async<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
