import BulkEngine
import BulkModel
import BulkTesting
import Testing

/// The samples of the service's documents, tried by somebody who has just started the demo. (bulk read specification, section 12.3)
@Suite struct DemoSampleTests {
    /// Samples beside those of ``DocumentedRequests``, by their numbers. S-02 and S-23 go on with a token, which only exists once a page is full.
    private static let further: [DocumentedRequests.Example] = [
        .init(
            id: "S-01", version: "v7",
            body: """
                {"callback":{"url":"https://www.example.com/callback","method":"post"},"query":{"module":{"api_name":"Events"}},\
                "file_type":"ics"}
                """, count: 1),
        .init(
            id: "S-07", version: "v2",
            body: """
                {"query":{"module":"Events","criteria":{"group":[{"group":[{"api_name":"All_day","comparator":"equal","value":"false"},\
                {"api_name":"Owner","comparator":"in","value":["554023000000695002","554023000000691003"]}],"group_operator":"and"},\
                {"api_name":"Created_Time","comparator":"greater_equal","value":"2019-10-14T15:30:00+05:30"}],"group_operator":"or"}},\
                "file_type":"ics"}
                """, count: 1),
        .init(
            id: "S-17", version: "v8",
            body: #"{"callback":{"method":"post"},"query":{"module":{"api_name":"Project_Details"}},"file_type":"csv"}"#, count: 1),
        .init(
            id: "S-19", version: "v8",
            body: """
                {"callback":{"method":"post"},"query":{"module":{"api_name":"EmpXSkills"},"fields":["Employees.Name",\
                "Employees.Year_of_Experience","Skills.Name"],"criteria":{"group":[{"field":{"api_name":\
                "Employees.Year_of_Experience"},"comparator":"greater_than","value":"4"},{"field":{"api_name":"Skills.Name"},\
                "comparator":"contains","value":"Social"}],"group_operator":"AND"}}}
                """, count: 1),
    ]

    /// Views have the ids that their organisation gave them, so these samples ask for the demo's own views of the same records.
    private static let views: [(id: String, module: String, systemName: String)] = [
        ("5725767000000087501", "Leads", "ALLVIEWS"), ("554023000000093005", "Leads", "CONVERTEDVIEWS"),
        ("347706187501", "Leads", "ALLVIEWS"),
        ("3524033000000087501", "Leads", "ALLVIEWS"), ("3409643000000087501", "Bookings", "ALLVIEWS"),
        ("3477061087501", "Leads", "ALLVIEWS"),
    ]

    @Test("each sample finds something in the demo organisation")
    func samples() async throws {
        let tester = try await AppTester.demo()
        let store = try await tester.engine.storage.store(of: tester.organization)
        var jobs: [(example: DocumentedRequests.Example, job: String)] = []
        for example in DocumentedRequests.all + Self.further {
            var body = example.body
            for view in Self.views where body.contains("\"cvid\":\"\(view.id)\"") {
                let own = try #require(try await store.views(of: view.module).first { $0.systemName == view.systemName })
                body = body.replacing("\"cvid\":\"\(view.id)\"", with: "\"cvid\":\"\(own.id)\"")
            }
            jobs.append((example, try await tester.createRead(body, version: example.version)))
        }
        try await tester.runJobs()
        for (example, job) in jobs {
            let details = try await tester.details(of: job, version: example.version)
            #expect(details["state"] == "COMPLETED", "\(example.id)")
            guard let count = details["result"]?["count"]?.integer else {
                Issue.record("\(example.id): \(details)")
                continue
            }
            // One of them asks for somebody there isn't.
            if example.id == "S-21 Nobody" { #expect(count == 0) } else { #expect(count > 0, "\(example.id)") }
        }
        #expect(jobs.count > 20)
    }

    @Test("the samples of imports find their modules and fields in the demo organisation")
    func importSamples() async throws {
        let tester = try await AppTester.demo()
        let schema = try await tester.engine.storage.store(of: tester.organization).schema()
        // (bulk write specification, section 14.4)
        let fields = [
            "Contact_Sub": ["Parent_Id", "Secondary_Phone", "Secondary_Email"],
            "Contacts": ["Last_Name", "Account_Lookup", "Account_Name"],
            "Leads": ["Last_Name", "Company", "Email", "User"],
            "Secondary": ["Secondary_Email", "Secondary_Phone", "Parent_Id"],
            "Lead_Contact_Lookup": ["Leads", "Contacts"],
            "Trainings": ["Name", "Lead_Source", "Rating", "Registered_day", "Decimal"],
        ]
        for (module, names) in fields {
            let known = try #require(schema.module(named: module), "\(module)")
            for name in names { #expect(known.field(named: name) != nil, "\(module).\(name)") }
        }
    }
}
