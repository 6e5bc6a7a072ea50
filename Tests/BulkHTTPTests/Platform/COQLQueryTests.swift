import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// What queries give. (platform specification, section 15)
@Suite struct COQLQueryTests {
    @Test func theDocumentedQueryGivesTheDocumentedAnswer() async throws {
        let tester = try await AppTester.reading()
        let query = """
            select Last_Name, Account_Name, Account_Name.Account_Name from Contacts \
            where (Last_Name = 'Boyle' and Lead_Source is not null) order by id asc limit 0, 200
            """
        let early = try await tester.coql(query, version: "v2")
        #expect(early.status == 200)
        #expect(early.headers[.contentType] == "application/json;charset=UTF-8")
        #expect(
            early.text == """
                {"data":[{"Last_Name":"Boyle","Account_Name":{"id":"554023000000800001"},"Account_Name.Account_Name":"Zylker Corp",\
                "id":"554023000000900001"}],"info":{"count":1,"more_records":false}}
                """)
    }

    @Test(arguments: allVersions)
    func lookupsHaveNamesFromV7On(version: String) async throws {
        let tester = try await AppTester.reading()
        let row = try await tester.coql(
            "select Owner, Account_Name, Account_Name.id, Created_By from Contacts where Last_Name = 'Boyle'", version: version
        ).json["data"]?[0]
        let isLate = ["v7", "v8"].contains(version)
        #expect(row?["Account_Name"] == (isLate ? ["name": "Zylker Corp", "id": "554023000000800001"] : ["id": "554023000000800001"]))
        // Users are called by their last names.
        #expect(row?["Owner"] == (isLate ? ["name": "Boyle", "id": "554023000000235011"] : ["id": "554023000000235011"]))
        #expect(row?["Account_Name.id"] == "554023000000800001")
        #expect(row?["Created_By"] == .null)
    }

    @Test func everyKindOfValueIsWrittenAsTheRecordAPIDoes() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql(
            """
            select Annual_Revenue, No_of_Employees, Email_Opt_Out, Languages, Created_Time, Event_Title, $converted, Health_Note \
            from Leads where Last_Name = 'Patricia'
            """)
        #expect(
            answer.json["data"]?[0] == [
                "Annual_Revenue": .number("1000"), "No_of_Employees": 10, "Email_Opt_Out": true, "Languages": ["English", "Tamil"],
                "Created_Time": "2021-05-01T09:00:00+05:30", "Event_Title": nil, "$converted": false, "Health_Note": nil,
                "id": "554023000000700001",
            ])
    }

    @Test func theIDIsToldOnceWhereverItIsAskedFor() async throws {
        let tester = try await AppTester.reading()
        let names = { (query: String) in try await tester.coql(query).json["data"]?[0]?.names }
        #expect(try await names("select Last_Name from Leads where id is not null") == ["Last_Name", "id"])
        #expect(try await names("select id, Last_Name, Last_Name from Leads where id is not null") == ["id", "Last_Name"])
        #expect(try await names("select id as number, Last_Name as called from Leads where id is not null") == ["number", "called", "id"])
    }

    @Test func aModuleNameBeforeAFieldIsNoPartOfTheAnswer() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql(
            "select !Leads.Last_Name, Leads.Company, !Leads.Owner.last_name from Leads where !Leads.Last_Name = 'Lee'")
        #expect(
            answer.json["data"]?[0] == [
                "Last_Name": "Lee", "Company": "Initech", "Owner.last_name": "Patricia Boyle", "id": "554023000000700003",
            ])
    }

    @Test(arguments: [
        ("", ["Patricia", "Kumar", "Lee"]), ("order by id", ["Patricia", "Kumar", "Lee"]),
        ("order by id desc", ["Lee", "Kumar", "Patricia"]),
        ("order by Last_Name", ["Kumar", "Lee", "Patricia"]), ("order by Annual_Revenue desc", ["Lee", "Patricia", "Kumar"]),
        ("order by Annual_Revenue", ["Kumar", "Patricia", "Lee"]),
        ("order by Owner.last_name desc, Last_Name", ["Kumar", "Lee", "Patricia"]),
        ("order by Email_Opt_Out, Last_Name desc", ["Lee", "Kumar", "Patricia"]), ("order by called", ["Kumar", "Lee", "Patricia"]),
        ("order by id desc, Last_Name asc", ["Lee", "Kumar", "Patricia"]),
    ])
    func rowsComeInTheOrderAskedFor(order: String, names: [String]) async throws {
        let tester = try await AppTester.reading()
        let query = "select Last_Name as called from Leads where id is not null \(order)"
        #expect(try await tester.column("called", of: query) == names.map { .string($0) })
    }

    @Test(arguments: [
        ("limit 2", ["001", "002"], true), ("limit 3", ["001", "002", "003"], false), ("limit 1, 1", ["002"], true),
        ("limit 1, 2", ["002", "003"], false), ("offset 1", ["002", "003"], false), ("limit 1 offset 2", ["003"], false),
        ("order by id desc limit 1, 1", ["002"], true), ("order by Last_Name limit 1 offset 2", ["001"], false),
    ])
    func aWindowTellsWhetherRowsFollow(window: String, ids: [String], more: Bool) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql("select id from Leads where id is not null \(window)")
        #expect(answer.json["data"]?.array?.map { String(($0["id"]?.string ?? "").suffix(3)) } == ids)
        #expect(answer.json["info"] == ["count": .integer(ids.count), "more_records": .boolean(more)])
    }

    @Test(arguments: ["where Last_Name = 'Nobody'", "where id is not null limit 3, 5", "where id is not null order by Company offset 3"])
    func nothingFoundIsAnEmptyAnswer(rest: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql("select id from Leads \(rest)")
        #expect(answer.status == 204)
        #expect(answer.headers[.contentType] == nil)
        #expect(answer.body.isEmpty)
    }

    @Test func aQueryGoesOnBehindAnID() async throws {
        let tester = try await AppTester.reading()
        let rest = { (id: String) in try await tester.ids("Leads", where: "(Last_Name like '%e%' and id > \(id))") }
        #expect(try await rest("0") == ["003"])
        #expect(try await rest("554023000000700002") == ["003"])
        #expect(try await rest("554023000000700003") == [])
        #expect(try await rest("9223372036854775807") == [])
        #expect(try await rest("-9223372036854775808") == ["003"])
        #expect(try await tester.ids("Leads", where: "id >= -9999999999999999999") == ["001", "002", "003"])
        #expect(try await tester.ids("Leads", where: "id > 554023000000700001 or id < 554023000000700002") == ["001", "002", "003"])
        #expect(
            try await tester.ids("Leads", where: "id > 554023000000700001 order by id desc") == ["003", "002"])
    }

    @Test func usersAreABaseModule() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql("select last_name, email from Users where first_name is not null order by last_name desc")
        #expect(
            answer.json["data"] == [
                ["last_name": "Smith", "email": "jane.smith@zylker.example", "id": "554023000000691003"],
                ["last_name": "Boyle", "email": "patricia.boyle@zylker.example", "id": "554023000000235011"],
            ])
    }

    @Test func subformsAndLinkingModulesAreQueriedByTheirNames() async throws {
        let tester = try await AppTester.reading()
        #expect(
            try await tester.coql("select Employees.Name, Skills.Name from EmpXSkills where id is not null").json["data"]?[0] == [
                "Employees.Name": "Ann", "Skills.Name": "Social Media", "id": "554023000000530001",
            ])
        #expect(
            try await tester.column("Parent_Id.Event_Title", of: "select Parent_Id.Event_Title from Occurrences__s where id is not null")
                == ["Standup"])
    }

    @Test func aViewSelectsItsRecordsBeforeTheConditionsDo() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.ids("Leads#554023000000087501", where: "id is not null") == ["001", "002"])
        #expect(try await tester.ids("Leads#554023000000093005", where: "id is not null") == ["003"])
        #expect(try await tester.ids("Leads#554023000000087501", where: "Company = 'Acme'") == ["002"])
        #expect(try await tester.ids("Leads#5725767000000087501", where: "id is not null") == ["001", "002", "003"], "a view of all")
    }

    @Test(arguments: ["554023000000087502", "3409643000000087501", "1", "-1", "1.5", "99999999999999999999"])
    func aViewThatIsNotThereIsRefused(view: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.coql("select id from Leads#\(view) where id is not null"), "INVALID_QUERY", 400,
            ["reason": "invalid custom view found", "cvid": .string(view)], message: "Invalid query formed")
    }

    @Test func lookupsToSeveralModulesGoOnInTheOneThatIsNamed() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let lead = CellValue.integer(554_023_000_000_700_001)
        let account = CellValue.integer(554_023_000_000_800_001)
        try await store.insert(
            [[1, "call", lead], [2, "visit", account], [3, "rest", nil], [4, "gone", 99]], into: "Tasks", ["Subject", "What_Id"])
        let query = "select Subject, 'What_Id->Leads.Last_Name', 'What_Id->Accounts.Account_Name', What_Id from Tasks where id < 10"
        #expect(
            try await tester.coql(query).json["data"] == [
                [
                    "Subject": "call", "What_Id->Leads.Last_Name": "Patricia", "What_Id->Accounts.Account_Name": nil,
                    "What_Id": ["id": "554023000000700001"], "id": "1",
                ],
                [
                    "Subject": "visit", "What_Id->Leads.Last_Name": nil, "What_Id->Accounts.Account_Name": "Zylker Corp",
                    "What_Id": ["id": "554023000000800001"], "id": "2",
                ],
                [
                    "Subject": "rest", "What_Id->Leads.Last_Name": nil, "What_Id->Accounts.Account_Name": nil, "What_Id": nil, "id": "3",
                ],
                [
                    "Subject": "gone", "What_Id->Leads.Last_Name": nil, "What_Id->Accounts.Account_Name": nil, "What_Id": ["id": "99"],
                    "id": "4",
                ],
            ])
        #expect(try await tester.ids("Tasks", where: "'What_Id->Leads.id' is not null") == ["1"], "leads only")
        #expect(try await tester.ids("Tasks", where: "'What_Id->Leads.id' in ('554023000000700001', '554023000000800001')") == ["1"])
        #expect(try await tester.ids("Tasks", where: "'What_Id->Leads.Owner.last_name' = 'Boyle'") == ["1"])
        #expect(try await tester.ids("Tasks", where: "What_Id.id = '554023000000800001'") == ["2"])
        for name in [
            "What_Id->Nope.id", "What_Id->Tasks.Subject", "Owner->Users.last_name", "What_Id->.id", "->Leads.id", "What_Id->Leads",
        ] {
            expectError(
                try await tester.coql("select '\(name)' from Tasks where id is not null"), "INVALID_QUERY", 400,
                ["column_name": .string(name)])
        }
    }

    @Test(arguments: allVersions)
    func fieldsAreToldFromV7OnIfTheyAreAskedFor(version: String) async throws {
        let tester = try await AppTester.reading()
        let body: JSONValue = [
            "select_query": "select Last_Name, Owner.last_name, Annual_Revenue as money from Leads where Last_Name = 'Lee'",
            "include_meta": ["fields"],
        ]
        let all = "ZohoCRM.coql.READ,ZohoCRM.modules.ALL,ZohoCRM.settings.fields.READ"
        let answer = try await tester.coql(body: body, version: version, scopes: all)
        #expect(answer.status == 200)
        guard ["v7", "v8"].contains(version) else {
            #expect(answer.json.names == ["data", "info"])
            return
        }
        #expect(answer.json.names == ["data", "info", "fields"])
        let fields = try #require(answer.json["fields"])
        #expect(fields.names == ["Last_Name", "Owner.last_name", "money", "id"])
        #expect(fields["money"]?["api_name"] == "Annual_Revenue")
        #expect(fields["money"]?["data_type"] == "currency")
        #expect(fields["Owner.last_name"]?["api_name"] == "last_name")
        expectError(
            try await tester.coql(body: body, version: version), "OAUTH_SCOPE_MISMATCH", 401,
            message: "invalid oauth scope to access this URL")
    }
}
