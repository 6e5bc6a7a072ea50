import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: custom views. (section 3.6)
@Suite struct ReadViewsTests {
    private static let allLeads = "554023000000087501"
    private static let coOwner = "554023000000087502"

    @Test("BR-41 a view selects its records and its criteria are echoed", arguments: ["\"554023000000087501\"", "554023000000087501"])
    func view(id: String) async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(#"{"query":{"module":{"api_name":"Leads"},"cvid":\#(id),"fields":["Last_Name"]}}"#)
        try await tester.runJobs()
        let details = try await tester.details(of: job)
        #expect(details["result"]?["count"] == 2)
        #expect(details["query"]?["cvid"] == .string(Self.allLeads))
        #expect(
            details["query"]?["criteria"]?.description
                == #"{"field":{"id":null,"api_name":"$converted"},"comparator":"equal","type":"value","value":false}"#)
    }

    @Test("BR-42 the criteria of view and request are merged, the view's first")
    func merged() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(
            """
            {"query":{"module":{"api_name":"Leads"},"cvid":"\(Self.allLeads)","criteria":{"group_operator":"and","group":[\
            {"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Patricia"},\
            {"field":{"api_name":"Company"},"comparator":"equal","value":"Zylker"}]}}}
            """)
        try await tester.runJobs()
        let details = try await tester.details(of: job)
        #expect(details["result"]?["count"] == 1)
        let criteria = details["query"]?["criteria"]
        #expect(criteria?["group_operator"] == "and")
        #expect(criteria?["group"]?[0]?["field"]?["api_name"] == "$converted")
        #expect(criteria?["group"]?[1]?["group"]?.array?.count == 2)
    }

    @Test("BR-29 a view's criteria count")
    func limit() async throws {
        let tester = try await AppTester.reading()
        let leaf = #"{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"x"}"#
        let group = Array(repeating: leaf, count: 25).joined(separator: ",")
        let answer = try await tester.send(
            .post, readPath(),
            body: """
                {"query":{"module":{"api_name":"Leads"},"cvid":"\(Self.allLeads)","criteria":{"group_operator":"and","group":[\(group)]}}}
                """)
        expectError(answer, "CRITERIA_LIMIT_EXCEEDED", 400, ["max_limit": 25])
    }

    @Test(
        "BR-43, BR-44 views that can't be exported, other modules' views, and what is none are refused",
        arguments: [
            ("Leads", "\"\(coOwner)\""), ("Contacts", "\"\(allLeads)\""), ("Leads", "\"1\""), ("Leads", "\"x\""), ("Leads", "-5"),
        ])
    func refused(module: String, id: String) async throws {
        let tester = try await AppTester.reading()
        let body = #"{"query":{"module":{"api_name":"\#(module)"},"cvid":\#(id)}}"#
        expectError(try await tester.send(.post, readPath(), body: body), "CVID_NOT_SUPPORTED", 400)
        let older = #"{"query":{"module":"\#(module)","cvid":\#(id)}}"#
        expectError(try await tester.send(.post, readPath("v2"), body: older), "QUERY_NOT_SUPPORTED", 400)
    }

    @Test("every module has the views that all modules have; only three kinds can't be exported")
    func standardViews() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        for module in try await store.schema().modules where module.isExportable && module.generatedType == .default {
            let views = try await store.views(of: module.apiName)
            let names = Set(views.compactMap(\.systemName))
            #expect(names.isSuperset(of: ["ALLVIEWS", "MYVIEWS", "RECENTLYCREATED", "RECENTLYMODIFIED"]), "\(module.apiName)")
            for view in views {
                let answer = try await tester.send(
                    .post, readPath(), body: #"{"query":{"module":{"api_name":"\#(module.apiName)"},"cvid":"\#(view.id)"}}"#)
                #expect(answer.status == (view.isExportable ? 201 : 400), "\(module.apiName) \(view.name): \(answer.text)")
            }
            #expect(views.filter { !$0.isExportable }.count == (module.apiName == "Leads" ? 4 : 3))
        }
        try await tester.runJobs()
    }

    @Test(
        "the views of leads select what their names say",
        arguments: [
            ("MYVIEWS", ["700001"]), ("CONVERTEDVIEWS", ["700003"]), ("MYCONVERTEDVIEWS", []), ("UNSUBSCRIBED", ["700001"]),
            ("OPENLEADVIEWS", ["700001", "700002"]), ("RECENTLYCREATED", ["700003"]), ("today", []),
        ])
    func leadViews(systemName: String, expected: [String]) async throws {
        // A fortnight after the last of the fixture's leads was made.
        let tester = try await AppTester.reading()
        tester.clock.advance(by: -138_400_000)
        let token = try await tester.token(scopes: AppTester.standardScopes)
        let store = try await tester.engine.storage.store(of: tester.organization)
        let view = try #require(try await store.views(of: "Leads").last { $0.systemName == systemName })
        let answer = try await tester.send(
            .post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},"cvid":"\#(view.id)","fields":["id"]}}"#, token: token)
        let job = try #require(answer.json["data"]?[0]?["details"]?["id"]?.string)
        try await tester.runJobs()
        let csv = try await tester.csv(of: job)
        #expect(csv.split(separator: "\n").dropFirst().map { String($0.suffix(6)) } == expected)
    }
}
