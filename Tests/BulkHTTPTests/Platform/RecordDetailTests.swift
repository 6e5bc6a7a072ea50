import BulkEngine
import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// One record with all that belongs to it. (platform specification, sections 13, 14.1 and 14.4)
@Suite struct RecordDetailTests {
    private static let deal: Int64 = 554_023_000_000_570_001
    private static let quote: Int64 = 554_023_000_000_580_001

    @Test func aRecordHasAllFieldsInTheOrderOfTheMetadataThenItsProperties() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Leads/554023000000700003")
        #expect(answer.status == 200)
        #expect(answer.json.names == ["data"])
        #expect(answer.json["data"]?.array?.count == 1)
        let record = try #require(answer.json["data"]?[0])
        let module = try #require(try await tester.store().schema().module(named: "Leads"))
        #expect(record.names.filter { !$0.hasPrefix("$") } == module.fields.map(\.apiName))
        #expect(
            record.names.filter { $0.hasPrefix("$") } == [
                "$currency_symbol", "$approved", "$editable", "$converted", "$approval_state", "$locked_for_me", "$in_merge",
                "$field_states", "$approval", "$process_flow", "$review", "$state", "$has_more",
            ])
        #expect(record["Converted__s"] == true)
        #expect(record["$converted"] == true)
        #expect(record["$editable"] == false)
        #expect(record["Docs"] == [])
    }

    @Test(arguments: allVersions)
    func theIDIsAlwaysThereAndTheOldNameOfConversionOnceWas(version: String) async throws {
        let tester = try await AppTester.reading()
        let record = try #require(try await tester.records("Leads/554023000000700003", version: version).json["data"]?[0])
        #expect(record["id"] == "554023000000700003")
        #expect(record.names.contains("Converted__s") == !["v2", "v2.1", "v3"].contains(version))
        #expect(record.names.contains("$approval_state") == (version != "v2"))
    }

    @Test(arguments: ["1", "554023000000900001", "9223372036854775807"])
    func anIDOfNoRecordIsAnEmptyAnswer(id: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Leads/\(id)")
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        #expect(answer.headers[.contentType] == nil)
    }

    @Test(arguments: ["x", "-1", "9223372036854775808", "12345678901234567890", "1.0", "%31x"])
    func whatIsNoIDIsRefused(id: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.records("Leads/\(id)"), "INVALID_DATA", 400, ["resource_path_index": 1],
            message: "the id given seems to be invalid")
        expectError(try await tester.records("Leads/\(id)", version: "v2"), "INVALID_DATA", 400, [:])
    }

    @Test func fieldsCanBeChosen() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.records("Contacts/554023000000900001?fields=Last_Name,$approved,Nope")
        #expect(answer.json["data"] == [["Last_Name": "Boyle", "id": "554023000000900001", "$approved": true]])
    }

    @Test func aRecordThatHasNotChangedIsNotToldAgain() async throws {
        let tester = try await AppTester.reading()
        let path = "Leads/554023000000700001"
        #expect(try await tester.records(path, since: "2021-06-01T09:59:59+05:30").status == 200)
        let answer = try await tester.records(path, since: "2021-06-01T10:00:00+05:30")
        #expect(answer.status == 304)
        #expect(answer.body.isEmpty)
        #expect(try await tester.records("Leads/1", since: "2021-06-01T10:00:00+05:30").status == 204)
    }

    @Test func recordsThatWaitOrAreLockedSaySo() async throws {
        let tester = try await AppTester.writing()
        let waiting = try #require(try await tester.records("Leads/\(WriteFixture.l2)").json["data"]?[0])
        #expect(waiting["$approved"] == false)
        #expect(waiting["$approval_state"] == "approval_process_pending")
        let locked = try #require(try await tester.records("Leads/\(WriteFixture.l3)").json["data"]?[0])
        #expect(locked["$locked_for_me"] == true)
        #expect(locked["$editable"] == false)
        #expect(locked["$approved"] == true)
    }

    @Test func layoutsAreToldByName() async throws {
        let tester = try await AppTester.writing()
        #expect(
            try await tester.records("Contacts/\(WriteFixture.c1)?fields=Layout").first("Layout")
                == ["name": "Partner", "id": .string("\(WriteFixture.partnerLayout)")])
        try await tester.insert(into: "Contacts", ["Last_Name"], [(5_725_767_000_000_710_009, ["New"])])
        #expect(
            try await tester.records("Contacts/5725767000000710009?fields=Layout").first("Layout")
                == ["name": "Standard", "id": .string("\(WriteFixture.contactLayout)")])
    }

    // MARK: Rows

    @Test func subformsAreArraysOfTheirRows() async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(into: "Deals", ["Deal_Name", "Stage"], [(Self.deal, ["Big", "Qualification"])])
        try await tester.insert(
            into: "Project_Details", ["Parent_Id", "Project_Name", "Expected_Budget", "Created_Time"],
            [
                (554_023_000_000_500_011, ["\(Self.deal)", "One", "12.50", "2021-03-01T10:00:00+05:30"]),
                (554_023_000_000_500_012, ["\(Self.deal)", "Two", "", ""]),
            ])
        let record = try #require(try await tester.records("Deals/\(Self.deal)").json["data"]?[0])
        #expect(
            record["Project_Details"]?[0]?.description == """
                {"Project_Name":"One","Project_Type":null,"Expected_Budget":12.5,"Status":null,\
                "Parent_Id":{"name":"Big","id":"\(Self.deal)"},"Owner":null,"id":"554023000000500011","Created_By":null,\
                "Modified_By":null,"Created_Time":"2021-03-01T10:00:00+05:30","Modified_Time":null}
                """)
        #expect(record["Project_Details"]?[1]?["Project_Name"] == "Two")
        #expect(record["Project_Details"]?.array?.count == 2)
        #expect(record["$has_more"] == ["Project_Details": false])
    }

    @Test func aSubformWithoutRowsIsAnEmptyArray() async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(into: "Deals", ["Deal_Name", "Stage"], [(Self.deal, ["Big", "Qualification"])])
        #expect(try await tester.records("Deals/\(Self.deal)?fields=Project_Details").first("Project_Details") == [])
    }

    @Test func rowsBeyondTheLimitAreSaidToBeThere() async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(into: "Deals", ["Deal_Name", "Stage"], [(Self.deal, ["Big", "Qualification"])])
        let rows = (0..<201).map { (Int64(554_023_000_000_510_100 + $0), ["\(Self.deal)", "P\($0)"]) }
        try await tester.insert(into: "Project_Details", ["Parent_Id", "Project_Name"], rows)
        let record = try #require(try await tester.records("Deals/\(Self.deal)").json["data"]?[0])
        #expect(record["Project_Details"]?.array?.count == 200)
        #expect(record["$has_more"] == ["Project_Details": true])
    }

    @Test func multiSelectLookupsAreArraysOfTheirLinks() async throws {
        let tester = try await AppTester.reading()
        let record = try #require(try await tester.records("Employees/554023000000510001").json["data"]?[0])
        let link = try #require(record["Skills_Links"]?[0])
        #expect(link["Skills"] == ["name": "Social Media", "id": "554023000000520001"])
        #expect(link["Employees"] == ["name": "Ann", "id": "554023000000510001"])
        #expect(link["id"] == "554023000000530001")
        #expect(record["$has_more"] == ["Skills_Links": false])
    }

    /// Own keys in v2, fields of a subform later. (section 14.4)
    @Test func lineItemsHaveTheShapeOfTheVersion() async throws {
        let tester = try await quoting()
        let later = try await tester.records("Quotes/\(Self.quote)?fields=Quoted_Items,Product_Details")
        #expect(later.json["data"]?[0]?.names == ["Quoted_Items", "id"])
        let items = try #require(later.first("Quoted_Items")?.array)
        #expect(items.map { $0["Sequence_Number"] } == [1, 2], "in their own order")
        #expect(items[0]["Product_Name"] == ["name": "Desk", "id": "554023000000590001"])
        #expect(items[0]["Line_Tax"] == [])
        #expect(items[0]["Parent_Id"] == ["name": "Office", "id": .string("\(Self.quote)")])

        let v2 = try await tester.records("Quotes/\(Self.quote)?fields=Product_Details", version: "v2")
        #expect(v2.json["data"]?[0]?.names == ["Product_Details", "id"])
        #expect(
            v2.first("Product_Details")?[0] == [
                "product": ["Product_Code": "D-1", "name": "Desk", "id": "554023000000590001"], "quantity": 2, "Discount": nil,
                "total_after_discount": nil, "net_total": nil, "book": nil, "Tax": nil, "list_price": .number("99.5"), "unit_price": nil,
                "quantity_in_stock": 7, "total": nil, "id": "554023000000595002", "product_description": "oak", "line_tax": [],
            ])
        #expect(try await tester.records("Quotes/\(Self.quote)", version: "v2").json["data"]?[0]?["Quoted_Items"] == nil)
        #expect(try await tester.records("Quotes/\(Self.quote)", version: "v2").first("$has_more") == ["Product_Details": false])
    }

    private func quoting() async throws -> AppTester {
        let tester = try await AppTester.reading()
        try await tester.insert(
            into: "Products", ["Product_Name", "Product_Code", "Qty_in_Stock"], [(554_023_000_000_590_001, ["Desk", "D-1", "7"])])
        try await tester.insert(into: "Quotes", ["Subject"], [(Self.quote, ["Office"])])
        try await tester.insert(
            into: "Quoted_Items", ["Parent_Id", "Product_Name", "Quantity", "List_Price", "Description", "Sequence_Number"],
            [
                (554_023_000_000_595_001, ["\(Self.quote)", "", "1", "5", "", "2"]),
                (554_023_000_000_595_002, ["\(Self.quote)", "554023000000590001", "2", "99.5", "oak", "1"]),
            ])
        return tester
    }

    // MARK: Lookups to one of several modules

    @Test func aLookupToOneOfSeveralModulesFindsTheRightOne() async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(
            into: "Tasks", ["Subject", "What_Id", "Who_Id"],
            [
                (554_023_000_000_600_501, ["Call", "554023000000800001", "554023000000900001"]),
                (554_023_000_000_600_502, ["Mail", "554023000000700001", ""]), (554_023_000_000_600_503, ["Wait", "1", ""]),
                (554_023_000_000_600_504, ["Rest", "", ""]),
            ])
        let answer = try await tester.records("Tasks?fields=What_Id,Who_Id,$se_module&sort_order=asc")
        #expect(
            answer.json["data"]?.array == [
                [
                    "What_Id": ["name": "Zylker Corp", "id": "554023000000800001"],
                    "Who_Id": ["name": nil, "id": "554023000000900001"], "id": "554023000000600501", "$se_module": "Accounts",
                ],
                [
                    "What_Id": ["name": nil, "id": "554023000000700001"], "Who_Id": nil, "id": "554023000000600502",
                    "$se_module": "Leads",
                ],
                ["What_Id": ["name": nil, "id": "1"], "Who_Id": nil, "id": "554023000000600503"],
                ["What_Id": nil, "Who_Id": nil, "id": "554023000000600504"],
            ], "the fixture's people have no full names")
    }

    @Test func aMultiModuleLookupTellsItsModule() async throws {
        let tester = try await AppTester.reading()
        try await tester.insert(
            into: "Notes", ["Note_Title", "Parent_Id"],
            [(554_023_000_000_600_601, ["Hint", "554023000000800002"]), (554_023_000_000_600_602, ["Lost", "1"])])
        let accounts = try #require(try await tester.store().schema().module(named: "Accounts"))
        let answer = try await tester.records("Notes?fields=Parent_Id&sort_order=asc")
        #expect(
            answer.json["data"]?[0]?["Parent_Id"] == [
                "name": "Acme, Inc.", "id": "554023000000800002", "module": ["api_name": "Accounts", "id": .id(accounts.id)],
            ])
        #expect(answer.json["data"]?[1]?["Parent_Id"] == ["name": nil, "id": "1", "module": nil])
    }
}
