import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// The requests and answers that the service's documents print. (bulk write specification, section 14.4)
@Suite struct DocumentedWriteTests {
    private static let dalyCSV = "Last_Name,Company,Email\nDaly,ABC,d@x.com"
    private static let daly: [ImportMapping] = ["Last_Name@0", "Company@1", "Email@2"]

    /// Sends a body as a document prints it, expects the documented answer, runs the job, and hands out what it leaves.
    private func accept(_ body: String, version: String = "v8", _ tester: AppTester) async throws -> WriteOutcome {
        let answer = try await tester.sendWrite(body, version: version)
        #expect(answer.status == 201, "\(answer.text)")
        let id = try #require(answer.json["details"]?["id"]?.string)
        #expect(
            answer.text == """
                {"status":"success","code":"SUCCESS","message":"success","details":{"id":"\(id)",\
                "created_by":{"id":"5725767000000411001","name":"Patricia Boyle"}}}
                """)
        try await tester.runJobs()
        let outcome = try await tester.outcome(of: id, version: version)
        #expect(outcome.status == "COMPLETED")
        return outcome
    }

    /// Expects that the job calls back once, with its final details.
    private func expectCallback(to url: String, of outcome: WriteOutcome, _ tester: AppTester) async throws {
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.map(\.url) == [url])
        #expect(transport.calls.first?.json == outcome.details)
    }

    /// The fields that a resource's mappings name.
    private func mappedFields(_ outcome: WriteOutcome, _ resource: Int = 0) -> [String] {
        outcome.details["resource"]?[resource]?["field_mappings"]?.array?.map { $0["api_name"]?.string ?? "" } ?? []
    }

    // MARK: - Bulk insert of subform data

    private static let subformCSV = "Mail,Tel,Note,Parent\na@x.com,111,n,5725767000000710001"

    private static func subformSample(_ file: String) -> String {
        #"""
        {"operation":"insert","ignore_empty":true,"callback":{"url":"http://requestbin.fullcontact.com/1fcimk51","method":"post"},
         "resource":[{"type":"data","module":{"api_name":"Contact_Sub"},"file_id":"\#(file)","field_mappings":[
          {"api_name":"Parent_Id","find_by":"id","index":3},{"api_name":"Secondary Phone","index":1},{"api_name":"Secondary Email","index":0}]}]}
        """#
    }

    @Test("S-41 the sample that inserts subform data adds a row to the contact, blanks in names or not")
    func subform() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await accept(Self.subformSample(try await tester.upload(Self.subformCSV)), version: "v3", tester)
        #expect(outcome.counts() == "1/0/0/1")
        #expect(mappedFields(outcome) == ["Parent_Id", "Secondary_Phone", "Secondary_Email"])
        #expect(outcome.lines().first == "Mail,Tel,Parent,STATUS,RECORD_ID,ERRORS")
        let rows = try await tester.records(of: "Contact_Sub", ["Parent_Id", "Secondary_Email", "Secondary_Phone"])
        #expect(
            rows == [
                [
                    "id": outcome.row(0).record, "Parent_Id": String(WriteFixture.c1), "Secondary_Email": "a@x.com",
                    "Secondary_Phone": "111",
                ]
            ])
        try await expectCallback(to: "http://requestbin.fullcontact.com/1fcimk51", of: outcome, tester)
    }

    @Test("S-41 rigid refuses a field name with a blank")
    func rigidSubform() async throws {
        let tester = try await AppTester.writing(quirks: .rigid)
        let answer = try await tester.sendWrite(Self.subformSample(try await tester.upload(Self.subformCSV)), version: "v3")
        expectError(answer, "INVALID_FIELD", 400, message: "invalid mapping. invalid api_name Secondary Phone.")
    }

    // MARK: - Bulk update

    private static let updateCSV = "Note,id,Name,Account\nx,5725767000000710001,Rey,Zylker\ny,5725767000000710002,Sun,Zylker"
    private static let layoutMapping = #"{"api_name":"Layout","default_value":{"value":"5725767000001022168"}},"#

    private static func updateSample(_ file: String) -> String {
        #"""
        {"operation":"update","ignore_empty":true,"callBack":{"url":"http://requestbin.fullcontact.com/1bvgfh61","method":"post"},
         "resource":[{"type":"data","module":{"api_name":"Contacts"},"find_by":"id","file_id":"\#(file)","field_mappings":[
          \#(layoutMapping){"api_name":"id","index":1},{"api_name":"Last_Name","index":2},
          {"api_name":"Account_Lookup","index":3,"find_by":"Account_Name"}]}]}
        """#
    }

    private func contact(_ id: Int64, _ tester: AppTester) async throws -> [String] {
        let stored = try await tester.record(id, of: "Contacts", ["Last_Name", "Account_Lookup", "Layout"])
        return ["Last_Name", "Account_Lookup", "Layout"].map { stored[$0] ?? "" }
    }

    @Test("S-42 the sample that updates changes the records of its layout only, and calls back")
    func update() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await accept(Self.updateSample(try await tester.upload(Self.updateCSV)), version: "v3", tester)
        #expect(outcome.statuses == ["UPDATED", "SKIPPED"])
        #expect(outcome.errors == ["", "CANNOT_PROCESS-id"])
        #expect(outcome.counts() == "0/1/1/2")
        #expect(
            try await contact(WriteFixture.c1, tester) == ["Rey", String(WriteFixture.a1), String(WriteFixture.partnerLayout)])
        #expect(try await contact(WriteFixture.c2, tester) == ["Sen", "", String(WriteFixture.contactLayout)])
        #expect(
            outcome.details["callback"] == ["url": "http://requestbin.fullcontact.com/1bvgfh61", "method": "post"])
        #expect(outcome.details["callBack"] == nil)
        let layout = outcome.details["resource"]?[0]?["field_mappings"]?[0]
        #expect(layout?["api_name"] == "Layout")
        #expect(layout?["index"] == JSONValue.null)
        #expect(layout?["default_value"] == ["value": "5725767000001022168"])
        try await expectCallback(to: "http://requestbin.fullcontact.com/1bvgfh61", of: outcome, tester)
    }

    @Test("S-42 rigid takes the key callBack for an unknown one")
    func rigidUpdate() async throws {
        let tester = try await AppTester.writing(quirks: .rigid)
        let outcome = try await accept(Self.updateSample(try await tester.upload(Self.updateCSV)), version: "v3", tester)
        #expect(outcome.counts() == "0/1/1/2")
        #expect(outcome.details["callback"] == nil)
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.isEmpty)
    }

    @Test("S-42 with layoutOnUpdate move, a layout in an update is where the records go")
    func movingUpdate() async throws {
        var quirks = Quirks.lenient
        quirks[.layoutRestrictsUpdates] = false
        let tester = try await AppTester.writing(quirks: quirks)
        let outcome = try await accept(Self.updateSample(try await tester.upload(Self.updateCSV)), version: "v3", tester)
        #expect(outcome.statuses == ["UPDATED", "UPDATED"])
        let partner = String(WriteFixture.partnerLayout)
        #expect(try await contact(WriteFixture.c1, tester) == ["Rey", String(WriteFixture.a1), partner])
        #expect(try await contact(WriteFixture.c2, tester) == ["Sun", String(WriteFixture.a1), partner])
    }

    @Test("S-42b without a layout, an update applies to all of them and changes none")
    func updateOfAllLayouts() async throws {
        let tester = try await AppTester.writing()
        let body = Self.updateSample(try await tester.upload(Self.updateCSV)).replacing(Self.layoutMapping, with: "")
        let outcome = try await accept(body, version: "v3", tester)
        #expect(outcome.statuses == ["UPDATED", "UPDATED"])
        #expect(
            try await contact(WriteFixture.c1, tester) == ["Rey", String(WriteFixture.a1), String(WriteFixture.partnerLayout)])
        #expect(
            try await contact(WriteFixture.c2, tester) == ["Sun", String(WriteFixture.a1), String(WriteFixture.contactLayout)])
        try await expectCallback(to: "http://requestbin.fullcontact.com/1bvgfh61", of: outcome, tester)
    }

    // MARK: - Parent and children

    private static let familyFiles: [(name: String, content: String)] = [
        ("bulk_write_leads.csv", "Last_Name,Company,Email,User\nAnn,X,ann@x.com,j.smith@zylker.com"),
        ("bulk_write_subform.csv", "Secondary_Email,Secondary_Phone,Lead\ns@x.com,9,Ann"),
        ("LeadsMultiLookUp.csv", "Lead,Contact\nAnn,5725767000000710001"),
    ]

    private static func familySample(_ file: String) -> String {
        #"""
        {"operation":"insert","ignore_empty":true,"callback":{"url":"https://entbf6cqr4sl.x.pipedream.net/","method":"post"},
         "resource":[
          {"type":"data","module":{"api_name":"Leads","id":"3652397000000002181"},"file_id":"\#(file)",
           "file_names":["bulk_write_leads.csv"],"field_mappings":[
           {"api_name":"Last_Name","index":0},{"api_name":"Company","index":1},{"api_name":"Email","find_by":"email","index":2},
           {"api_name":"User","find_by":"email","index":3}]},
          {"type":"data","module":{"api_name":"Secondary","id":"3652397000000002180"},"file_id":"\#(file)",
           "file_names":["bulk_write_subform.csv"],"field_mappings":[
           {"api_name":"Secondary_Email","index":0},{"api_name":"Secondary_Phone","index":1},
           {"api_name":"Parent_Id","parent_column_index":0,"index":2},
           {"type":"data","module":{"api_name":"Lead_Contact_Lookup","id":"3652397000000002185"},"file_id":"425153000103247021",
            "file_names":["LeadsMultiLookUp.csv"],"field_mappings":[
            {"api_name":"Leads","parent_column_index":0,"index":0},{"api_name":"Contacts","find_by":"id","index":1}]}]}]}
        """#
    }

    @Test("S-43 the sample with a parent and children imports all three, though one is nested in another")
    func family() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await accept(Self.familySample(try await tester.upload(Self.familyFiles)), version: "v3", tester)
        let resources = outcome.details["resource"]?.array ?? []
        #expect(resources.map { $0["module"]?["api_name"]?.string ?? "" } == ["Leads", "Secondary", "Lead_Contact_Lookup"])
        for (position, resource) in resources.enumerated() {
            #expect(resource["status"] == "COMPLETED" && resource["code"] == "COMPLETED")
            #expect(outcome.counts(position) == "1/0/0/1")
            for mapping in resource["field_mappings"]?.array ?? [] {
                #expect(
                    Set(mapping.object?.members.map(\.name) ?? []) == [
                        "api_name", "index", "format", "find_by", "module", "parent_column_index", "default_value",
                    ])
            }
        }
        #expect(mappedFields(outcome, 0) == ["Last_Name", "Company", "Email", "User"])
        #expect(mappedFields(outcome, 1) == ["Secondary_Email", "Secondary_Phone", "Parent_Id"])
        #expect(mappedFields(outcome, 2) == ["Leads", "Contacts"])
        let parent = outcome.details["resource"]?[1]?["field_mappings"]?[2]
        #expect(parent?["index"] == 2 && parent?["parent_column_index"] == 0)
        #expect(parent?["find_by"] == JSONValue.null)
        let ann = outcome.row(0, of: "Leads-bulk_write_leads.csv").record
        let lead = try await tester.record(Int64(ann) ?? 0, ["Last_Name", "User"])
        #expect(lead == ["id": ann, "Last_Name": "Ann", "User": String(WriteFixture.smith)])
        let rows = try await tester.records(of: "Secondary", ["Parent_Id"])
        #expect(rows.map { $0["Parent_Id"] ?? "" } == [ann])
        let links = try await tester.records(of: "Lead_Contact_Lookup", ["Leads", "Contacts"])
        #expect(links.map { [$0["Leads"] ?? "", $0["Contacts"] ?? ""] } == [[ann, String(WriteFixture.c1)]])
        try await expectCallback(to: "https://entbf6cqr4sl.x.pipedream.net/", of: outcome, tester)
    }

    @Test("S-43 rigid takes the nested resource for a mapping without a name")
    func rigidFamily() async throws {
        let tester = try await AppTester.writing(quirks: .rigid)
        let answer = try await tester.sendWrite(Self.familySample(try await tester.upload(Self.familyFiles)), version: "v3")
        expectError(
            answer, "MANDATORY_NOT_FOUND", 400, ["api_name": "api_name", "json_path": "$.resource[1].field_mappings[3].api_name"],
            message: "Required key api_name is not available")
    }

    // MARK: - Notes and snippets

    @Test("S-44 the parents of subform rows are named by a column whose index may stand in quotes")
    func quotedIndex() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Secondary_Email,Secondary_Phone,Parent\na@x.com,1,5725767000000720001")
        let parent = #",{"api_name":"Parent_Id","find_by":"id","index":"2"}"#
        let body = #"""
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Secondary"},"file_id":"\#(file)","field_mappings":[
            {"api_name":"Secondary_Email","index":0},{"api_name":"Secondary_Phone","index":1}\#(parent)]}]}
            """#
        let outcome = try await accept(body, tester)
        let rows = try await tester.records(of: "Secondary", ["Parent_Id", "Secondary_Email"])
        #expect(
            rows == [["id": outcome.row(0).record, "Parent_Id": String(WriteFixture.l1), "Secondary_Email": "a@x.com"]])
        expectError(
            try await tester.sendWrite(body.replacing(parent, with: "")), "MANDATORY_FIELDS_NOT_MAPPED", 400,
            ["fields": [["api_name": "Parent_Id"]]], message: "All mandatory fields are not mapped for the layout")
    }

    @Test("S-45 the four documented defaults fill what the file leaves empty")
    func defaults() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Name,x,Source\nN1,,\nN2,,Advertisement")
        let body = #"""
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Trainings"},"file_id":"\#(file)","field_mappings":[
            {"api_name":"Name","index":0},{"api_name":"Lead_Source","index":2,"default_value":{"value":"call"}},
            {"api_name":"Rating","default_value":{"value":"A;B"}},{"api_name":"Registered_day","default_value":{"value":"2025-03-21"}},
            {"api_name":"Decimal","default_value":{"value":"99.75"}}]}]}
            """#
        let outcome = try await accept(body, tester)
        #expect(outcome.statuses == ["ADDED", "ADDED"])
        let rows = try await tester.records(of: "Trainings", ["Name", "Lead_Source", "Rating", "Registered_day", "Decimal"])
        #expect(rows.map { $0["Name"] ?? "" } == ["N1", "N2"])
        #expect(rows.map { $0["Lead_Source"] ?? "" } == ["call", "Advertisement"])
        for row in rows {
            #expect(row["Rating"] == "A;B")
            #expect(row["Registered_day"] == "2025-03-21")
            #expect(row["Decimal"] == "99.75")
        }
        #expect(try await tester.pickList("Lead_Source", of: "Trainings") == ["Advertisement", "call"])
    }

    @Test(
        "S-46 the two documented headers of lookups both link",
        arguments: [
            ("Last_Name,Account_Name.id\nK1,5725767000000700001", "id"),
            ("Last_Name,Account_Name.Account_Name\nK2,Zylker", "Account_Name"),
        ])
    func lookupHeaders(csv: String, findBy: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(csv)
        let outcome = try await accept(AppTester.request("insert", file: file, nil, module: "Contacts"), tester)
        let stored = try await tester.record(outcome.recordNumber(0), of: "Contacts", ["Account_Name"])
        #expect(stored["Account_Name"] == String(WriteFixture.a1))
        let mapping = outcome.details["resource"]?[0]?["field_mappings"]?[1]
        #expect(mapping?["api_name"] == "Account_Name" && mapping?["find_by"] == .string(findBy))
    }

    /// What `zip bulk_data.zip parent.csv` makes.
    private static let parentArchive = """
        UEsDBAoAAAAAAABQdVpIjhkKKAAAACgAAAAKABwAcGFyZW50LmNzdlVUCQADoDjdZ6A43Wd1eAsAAQQAAAAABAAAAABMYXN0X05hbWUsQ29tcGFu\
        eSxFbWFpbApEYWx5LEFCQyxkQHguY29tUEsBAh4DCgAAAAAAAFB1WkiOGQooAAAAKAAAAAoAGAAAAAAAAQAAAKSBAAAAAHBhcmVudC5jc3ZVVAUA\
        A6A43Wd1eAsAAQQAAAAABAAAAABQSwUGAAAAAAEAAQBQAAAAbAAAAAAA
        """

    /// What `zip test.zip test.csv` makes.
    private static let testArchive = """
        UEsDBAoAAAAAAABQdVpIjhkKKAAAACgAAAAIABwAdGVzdC5jc3ZVVAkAA6A43WegON1ndXgLAAEEAAAAAAQAAAAATGFzdF9OYW1lLENvbXBhbnks\
        RW1haWwKRGFseSxBQkMsZEB4LmNvbVBLAQIeAwoAAAAAAABQdVpIjhkKKAAAACgAAAAIABgAAAAAAAEAAACkgQAAAAB0ZXN0LmNzdlVUBQADoDjd\
        Z3V4CwABBAAAAAAEAAAAAFBLBQYAAAAAAQABAE4AAABqAAAAAAA=
        """

    @Test(
        "S-47 the documented upload takes what the zip program makes, for an organisation named by its number or its id",
        arguments: [false, true])
    func upload(byID: Bool) async throws {
        let tester = try await AppTester.writing()
        let archives = [
            ("bulk_data.zip", Self.parentArchive, "Leads-parent.csv"), ("test.zip", Self.testArchive, "Leads-test.csv"),
        ]
        for (name, text, entry) in archives {
            let archive = try #require(Data(base64Encoded: text))
            let answer = try await tester.sendUpload(
                archive, fileName: name, organization: byID ? tester.organization.description : String(WriteFixture.zgid))
            #expect(answer.status == 200)
            #expect(answer.json["code"] == "FILE_UPLOAD_SUCCESS", "\(answer.text)")
            let file = try #require(answer.json["details"]?["file_id"]?.string)
            let outcome = try await accept(AppTester.request("insert", file: file, Self.daly), tester)
            #expect(outcome.counts() == "1/0/0/1")
            #expect(outcome.entries.map(\.name) == [entry])
        }
    }

    // MARK: - The whole course

    @Test("S-48 the five documented steps lead from a CSV to its result, by polling or by the callback")
    func fiveSteps() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.dalyCSV)
        let job = try await tester.createWrite(
            AppTester.request(
                "insert", file: file, Self.daly, body: [("callback", ["url": "https://www.example.com/done", "method": "post"])]))
        let store = try await tester.engine.storage.store(of: tester.organization)
        var polled = [try await tester.writeDetails(of: job)]
        _ = try await store.leaseJob(for: .init(name: "other"), now: tester.clock.now, until: tester.clock.now + 60)
        polled.append(try await tester.writeDetails(of: job))
        _ = try await store.releaseLeases()
        try await tester.runJobs()
        polled.append(try await tester.writeDetails(of: job))
        #expect(polled.map { $0["status"]?.string ?? "" } == ["ADDED", "IN PROGRESS", "COMPLETED"])
        #expect(polled.map { $0["result"]?["download_url"] != nil } == [false, false, true])

        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.map(\.url) == ["https://www.example.com/done"])
        for details in [polled[2], transport.calls[0].json] {
            let url = try #require(details["result"]?["download_url"]?.string.flatMap { URL(string: $0) })
            #expect(url.scheme != nil && url.host() != nil, "the address is absolute")
            let answer = try await tester.send(.get, url.path())
            #expect(answer.status == 200)
            let entries = try Unzip.entries(of: answer.body)
            #expect(entries.map(\.name) == ["Leads-leads.csv"])
            let text = String(decoding: entries[0].content, as: UTF8.self)
            #expect(text.hasPrefix("Last_Name,Company,Email,STATUS,RECORD_ID,ERRORS\nDaly,ABC,d@x.com,ADDED,"))
        }
    }

    @Test(
        "S-49 a job takes a scope for bulk and one for its module",
        arguments: [
            ("ZohoCRM.bulk.CREATE", 401), ("ZohoCRM.bulk.CREATE,ZohoCRM.modules.leads.CREATE", 201),
            ("ZohoCRM.bulk.CREATE,ZohoCRM.modules.contacts.CREATE", 401), ("ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", 201),
            ("ZohoCRM.bulk.CREATE,ZohoCRM.modules.leads.ALL", 201),
        ])
    func scopes(scopes: String, status: Int) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.dalyCSV)
        let token = try await tester.token(scopes: scopes, user: WriteFixture.patricia)
        let answer = try await tester.sendWrite(AppTester.request("insert", file: file, Self.daly), token: token)
        #expect(answer.status == status, "\(answer.text)")
        if status == 401 { expectError(answer, "OAUTH_SCOPE_MISMATCH", 401, message: "Unauthorized") }
    }

    @Test("without enforceModuleScope the scope for bulk is enough")
    func moduleScopeOff() async throws {
        var quirks = Quirks.lenient
        quirks[.enforceModuleScope] = false
        let tester = try await AppTester.writing(quirks: quirks)
        let file = try await tester.upload(Self.dalyCSV)
        let token = try await tester.token(scopes: "ZohoCRM.bulk.CREATE", user: WriteFixture.patricia)
        #expect(try await tester.sendWrite(AppTester.request("insert", file: file, Self.daly), token: token).status == 201)
    }

    // MARK: - Errors

    @Test("S-50 an unknown path and a wrong method are called that")
    func paths() async throws {
        let tester = try await AppTester.writing()
        let body = AppTester.request("insert", file: try await tester.upload(Self.dalyCSV), Self.daly)
        expectError(
            try await tester.send(.post, "/crm/bulk/v3/wirte", body: body), "INVALID_URL_PATTERN", 404,
            message: "Please check if the URL trying to access is a correct one")
        expectError(
            try await tester.send(.put, "/crm/bulk/v3/write", body: body), "INVALID_REQUEST_METHOD", 400,
            message: "The http request method type is not a valid one")
    }

    @Test("S-50 a profile that may not import, and a user who may not create, are refused with different codes")
    func permissions() async throws {
        let tester = try await AppTester.writing()
        let body = AppTester.request("insert", file: try await tester.upload(Self.dalyCSV), Self.daly)
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: [Profile.import("Leads")]))
        let refusal = try await tester.sendWrite(body, version: "v3")
        #expect(refusal.status == 403)
        #expect(refusal.json["code"] == "NO_PERMISSION" && refusal.json["message"] == "Permission denied to create")
        let permissions = refusal.json["details"]?["permissions"]?.array ?? []
        #expect(permissions.count == 1 && permissions.first?.string?.hasPrefix("Crm_Implied_") == true, "\(refusal.text)")
        try await store.set(Profile(name: "Administrator", denied: [Profile.create("Leads")]))
        expectError(
            try await tester.sendWrite(body, version: "v3"), "AUTHORIZATION_FAILED", 400,
            message: "User does not have sufficient privilege to create.")
        try await store.set(Profile(name: "Administrator", denied: [Profile.import("Contacts"), Profile.create("Contacts")]))
        #expect(try await tester.sendWrite(body, version: "v3").status == 201)
    }

    @Test("S-50 a store that fails gives 500 and says nothing about the inside")
    func failingStore() async throws {
        let tester = try await AppTester.writing()
        let body = AppTester.request("insert", file: try await tester.upload(Self.dalyCSV), Self.daly)
        try await tester.breakTheStore()
        expectError(try await tester.sendWrite(body, version: "v3"), "INTERNAL_ERROR", 500, message: "Internal Server Error")
    }

    @Test(
        "S-51 records of each documented module can be imported with their mandatory fields",
        arguments: [
            ("Leads", "Last_Name,Company\nA,B"), ("Accounts", "Account_Name\nA"), ("Contacts", "Last_Name\nA"),
            ("Deals", "Deal_Name,Stage,Pipeline\nA,Qualification,Standard (Standard)"), ("Campaigns", "Campaign_Name\nA"),
            ("Cases", "Case_Origin,Status,Subject\nEmail,New,A"), ("Solutions", "Solution_Title\nA"), ("Products", "Product_Name\nA"),
            ("Vendors", "Vendor_Name\nA"), ("Price_Books", "Price_Book_Name\nA"), ("Tasks", "Subject\nA"), ("Trainings", "Name\nA"),
        ])
    func modules(module: String, csv: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(csv)
        let outcome = try await accept(AppTester.request("insert", file: file, nil, module: module), version: "v3", tester)
        #expect(outcome.statuses == ["ADDED"], "\(outcome.errors)")
        #expect(outcome.entries.map(\.name) == ["\(module)-leads.csv"])
        #expect(try await tester.records(of: module, []).contains { $0["id"] == outcome.row(0).record })
    }

    @Test("S-51 modules that the documents exclude are not available", arguments: ["Events", "Calls", "Notes", "Attachments", "Users"])
    func excludedModules(module: String) async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Event_Title\nA")
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: file, nil, module: module), version: "v3"),
            "MODULE_NOT_AVAILABLE", 400, message: "Requested module '\(module)' is not available.")
    }

    @Test("S-52 each of several resources names its file")
    func missingFileName() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", "Last_Name,Company\nAnn,X"), ("s.csv", "Secondary_Email,Lead\na@x.com,Ann")])
        let answer = try await tester.sendWrite(
            """
            {"operation":"insert","resource":[{"type":"data","module":{"api_name":"Leads"},"file_id":"\(file)","file_names":["p.csv"],\
            "field_mappings":[{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}]},\
            {"type":"data","module":{"api_name":"Secondary"},"file_id":"\(file)","field_mappings":[\
            {"api_name":"Secondary_Email","index":0},{"api_name":"Parent_Id","index":1,"parent_column_index":0}]}]}
            """)
        expectError(
            answer, "MANDATORY_NOT_FOUND", 400, ["api_name": "file_names", "json_path": "$.resource[1].file_names"],
            message: "Required key file_names is not available")
    }

    @Test("S-52 data is the only type of a resource")
    func otherType() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.dalyCSV)
        let body = AppTester.request("insert", file: file, Self.daly).replacing(#""type":"data""#, with: #""type":"file""#)
        expectError(
            try await tester.sendWrite(body), "INVALID_DATA", 400,
            ["api_name": "type", "json_path": "$.resource[0].type", "supported_values": ["data"]], message: "invalid data")
    }

    @Test("S-52 a callback without an address is none, and an error where the quirk is off")
    func callbackWithoutURL() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(Self.dalyCSV)
        let outcome = try await accept(
            AppTester.request("insert", file: file, Self.daly, body: [("callback", ["method": "post"])]), tester)
        #expect(outcome.details["callback"] == nil)
        let transport = RecordingTransport()
        try await tester.sendCallbacks(through: transport)
        #expect(transport.calls.isEmpty)
        let rigid = try await AppTester.writing(quirks: .rigid)
        let other = try await rigid.upload(Self.dalyCSV)
        let answer = try await rigid.sendWrite(
            AppTester.request("insert", file: other, Self.daly, body: [("callback", ["method": "post"])]))
        expectError(answer, "INVALID_CALLBACK_URL", 400, message: "Invalid URL 'null' for callback.")
    }
}
