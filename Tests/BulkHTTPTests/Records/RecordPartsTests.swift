import BulkModel
import BulkTesting
import Testing

/// Subforms and multi-select lookups that are written with their record. (platform specification, section 14.2)
@Suite struct RecordPartsTests {
    private let columns = ["Secondary_Email", "Secondary_Phone"]

    private func phones(_ tester: AppTester, of lead: Int64) async throws -> [String] {
        try await tester.rows(of: "Secondary", columns, by: "Parent_Id", to: lead).map { $0["Secondary_Phone"] ?? "" }
    }

    @Test func aRecordIsInsertedWithItsRowsAndLinks() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads",
            """
            {"data":[{"Last_Name":"Plain"},
            {"Last_Name":"Boyle","Secondary":[{"Secondary_Phone":"1","Secondary_Email":"a@x.com"},{"Secondary_Phone":"2"},{}],
             "Contacts_Links":[{"Contacts":{"id":"\(WriteFixture.c1)"}},{"Contacts_Links":{"id":"\(WriteFixture.c2)"}}]},
            {"Last_Name":"Last","Secondary":[],"Contacts_Links":null}]}
            """)
        #expect(answer.status == 201)
        let id = try #require(answer.element(1).id)
        #expect(try await phones(tester, of: id) == ["1", "2", ""])
        let links = try await tester.rows(of: "Lead_Contact_Lookup", ["Contacts"], by: "Leads", to: id)
        #expect(links.map { $0["Contacts"] } == [String(WriteFixture.c1), String(WriteFixture.c2)])
        #expect(try #require(answer.element(0).id) < id)
        #expect(try await tester.records(of: "Secondary", []).count == 3)
    }

    @Test func anUpdateChangesRemovesAndAddsRowsAndLeavesTheRest() async throws {
        let tester = try await AppTester.writing()
        let id = try await tester.insert(
            #"{"Last_Name":"Boyle","Secondary":[{"Secondary_Phone":"1"},{"Secondary_Phone":"2"},{"Secondary_Phone":"3"}]}"#)
        let rows = try await tester.rows(of: "Secondary", columns, by: "Parent_Id", to: id).map { $0["id"] ?? "" }
        let answer = try await tester.call(
            .put, "Leads/\(id)",
            """
            {"data":[{"Secondary":[{"id":"\(rows[0])","Secondary_Email":"a@x.com"},{"id":"\(rows[1])","_delete":null},
            {"Secondary_Phone":"4"}]}]}
            """)
        #expect(answer.status == 200)
        let stored = try await tester.rows(of: "Secondary", columns, by: "Parent_Id", to: id)
        #expect(stored.map { $0["Secondary_Phone"] } == ["1", "3", "4"])
        #expect(stored.map { $0["Secondary_Email"] } == ["a@x.com", "", ""])
        #expect(try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Secondary":[]}]}"#).status == 200)
        #expect(try await phones(tester, of: id).count == 3)
        #expect(try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Secondary":null}]}"#).status == 200)
        #expect(try await phones(tester, of: id).isEmpty)
    }

    @Test(arguments: [
        (
            #"[{"Secondary_Email":"nobody"}]"#, "INVALID_DATA",
            #"{"expected_data_type":"email","api_name":"Secondary_Email","json_path":"$.data[1].Secondary[0].Secondary_Email"}"#
        ),
        (#"[{},7]"#, "INVALID_DATA", #"{"expected_data_type":"jsonobject","api_name":"data","json_path":"$.data[1].Secondary[1]"}"#),
        (#"{}"#, "INVALID_DATA", #"{"expected_data_type":"jsonarray","api_name":"Secondary","json_path":"$.data[1].Secondary"}"#),
        (#"[{"id":"4711"}]"#, "INVALID_DATA", #"{"id":"4711"}"#),
        (#"[{"id":"4711","_delete":null}]"#, "INVALID_DATA", #"{"id":"4711"}"#),
        (#"[{"_delete":null}]"#, "MANDATORY_NOT_FOUND", #"{"api_name":"id","json_path":"$.data[1].Secondary[0].id"}"#),
    ])
    func aRecordWithABadRowIsRefusedAsAWholeAndTheOthersPass(_ rows: String, _ code: String, _ details: String) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads",
            """
            {"data":[{"Last_Name":"One","Secondary":[{"Secondary_Phone":"1"}]},
            {"Last_Name":"Two","Lead_Source":"Never learnt","Secondary":\(rows)},{"Last_Name":"Three"}]}
            """)
        #expect(answer.status == 207)
        #expect(answer.codes == ["SUCCESS", code, "SUCCESS"])
        #expect(answer.element(1)["details"] == (try JSONValue(parsing: details)), "\(answer.text)")
        #expect(try await tester.records(["Last_Name"]).suffix(2).map { $0["Last_Name"] } == ["One", "Three"])
        #expect(try await tester.records(of: "Secondary", []).count == 1)
        #expect(try await !tester.pickList("Lead_Source").contains("Never learnt"))
    }

    @Test func rowsOfAnotherRecordAreOutOfReach() async throws {
        let tester = try await AppTester.writing()
        let owner = try await tester.insert(#"{"Last_Name":"Owner","Secondary":[{"Secondary_Phone":"1"}]}"#)
        let row = try #require(try await tester.rows(of: "Secondary", [], by: "Parent_Id", to: owner).first?["id"])
        let thief = try await tester.insert(#"{"Last_Name":"Thief"}"#)
        for rows in [#"[{"id":"\#(row)","Secondary_Phone":"2"}]"#, #"[{"id":"\#(row)","_delete":null}]"#] {
            let answer = try await tester.call(.put, "Leads/\(thief)", #"{"data":[{"Secondary":\#(rows)}]}"#)
            expectRefused(answer, "INVALID_DATA", ["id": .string(row)])
        }
        #expect(try await phones(tester, of: owner) == ["1"])
    }

    @Test func aLinkComesOnceAndLeadsToARecord() async throws {
        let tester = try await AppTester.writing()
        let link = #"{"Contacts":{"id":"\#(WriteFixture.c1)"}}"#
        let id = try await tester.insert(#"{"Last_Name":"Boyle","Contacts_Links":[\#(link)]}"#)
        let again = try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Contacts_Links":[\#(link)]}]}"#)
        expectRefused(
            again, "DUPLICATE_DATA", ["api_name": "Contacts", "json_path": "$.data[0].Contacts_Links[0].Contacts"])
        let nowhere = try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Contacts_Links":[{"Contacts":{"id":"4711"}}]}]}"#)
        expectRefused(
            nowhere, "INVALID_DATA", ["api_name": "Contacts", "json_path": "$.data[0].Contacts_Links[0].Contacts"])
        let empty = try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Contacts_Links":[{}]}]}"#)
        expectRefused(
            empty, "MANDATORY_NOT_FOUND", ["api_name": "Contacts", "json_path": "$.data[0].Contacts_Links[0].Contacts"])
        let stored = try await tester.rows(of: "Lead_Contact_Lookup", ["Contacts"], by: "Leads", to: id)
        let removed = try await tester.call(
            .put, "Leads/\(id)", #"{"data":[{"Contacts_Links":[{"id":"\#(stored[0]["id"] ?? "")","_delete":null},\#(link)]}]}"#)
        #expect(removed.status == 200)
        #expect(try await tester.rows(of: "Lead_Contact_Lookup", [], by: "Leads", to: id).count == 1)
    }

    @Test func aRecordHasAtMostSoManyRows() async throws {
        var limits = Limits.strict
        limits.subformRowsPerRecord = 2
        let tester = try await AppTester.writing(limits: limits)
        let id = try await tester.insert(#"{"Last_Name":"Boyle","Secondary":[{},{}]}"#)
        let more = try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Secondary":[{}]}]}"#)
        expectRefused(more, "LIMIT_EXCEEDED", ["limit": 2, "api_name": "Parent_Id", "json_path": "$.data[0].Secondary[0].Parent_Id"])
        let row = try await tester.rows(of: "Secondary", [], by: "Parent_Id", to: id)[0]["id"] ?? ""
        let instead = try await tester.call(.put, "Leads/\(id)", #"{"data":[{"Secondary":[{},{"id":"\#(row)","_delete":null}]}]}"#)
        #expect(instead.status == 200)
    }

    @Test func aQuoteNeedsItsLines() async throws {
        let tester = try await AppTester.writing()
        let product = try await tester.insert(#"{"Product_Name":"Crane"}"#, into: "Products")
        for lines in ["", #","Quoted_Items":[]"#, #","Quoted_Items":null"#] {
            let answer = try await tester.call(.post, "Quotes", #"{"data":[{"Subject":"Q"\#(lines)}]}"#)
            expectRefused(
                answer, "MANDATORY_NOT_FOUND", ["api_name": "Quoted_Items", "json_path": "$.data[0].Quoted_Items"])
        }
        let bad = try await tester.call(.post, "Quotes", #"{"data":[{"Subject":"Q","Quoted_Items":[{"Quantity":1,"List_Price":2}]}]}"#)
        expectRefused(
            bad, "MANDATORY_NOT_FOUND", ["api_name": "Product_Name", "json_path": "$.data[0].Quoted_Items[0].Product_Name"])
        let quote = try await tester.insert(
            #"{"Subject":"Q","Quoted_Items":[{"Product_Name":{"id":"\#(product)"},"Quantity":1.5,"List_Price":99.95}]}"#, into: "Quotes")
        let lines = try await tester.rows(of: "Quoted_Items", ["Quantity", "List_Price"], by: "Parent_Id", to: quote)
        #expect(lines.map { $0["Quantity"] } == ["1.5"])
        #expect(lines.map { $0["List_Price"] } == ["99.95"])
        #expect(try await tester.call(.put, "Quotes/\(quote)", #"{"data":[{"Subject":"R"}]}"#).status == 200)
    }

    @Test func lineItemsHaveNamesOfTheirOwnInV2() async throws {
        let tester = try await AppTester.writing()
        let product = try await tester.insert(#"{"Product_Name":"Crane"}"#, into: "Products")
        let answer = try await tester.call(
            .post, "Quotes",
            """
            {"data":[{"Subject":"Q","Product_Details":[{"product":{"id":"\(product)","name":"Crane"},"quantity":2,"list_price":10.5,
            "product_description":"big","total":1}]}]}
            """, version: "v2")
        let quote = try #require(answer.element().id)
        let lines = try await tester.rows(
            of: "Quoted_Items", ["Quantity", "List_Price", "Description", "Product_Name"], by: "Parent_Id", to: quote)
        #expect(lines.map { $0["Quantity"] } == ["2"])
        #expect(lines.map { $0["List_Price"] } == ["10.5"])
        #expect(lines.map { $0["Description"] } == ["big"])
        #expect(lines.map { $0["Product_Name"] } == [String(product)])
        let later = try await tester.call(.post, "Quotes", #"{"data":[{"Subject":"Q","Product_Details":[{}]}]}"#)
        expectRefused(later, "MANDATORY_NOT_FOUND", ["api_name": "Quoted_Items", "json_path": "$.data[0].Quoted_Items"])
    }

    @Test func anUpsertWritesRowsToTheRecordItFinds() async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.call(
            .post, "Leads/upsert",
            """
            {"data":[{"Last_Name":"New","Email":"n@x.com","Secondary":[{"Secondary_Phone":"1"}]},
            {"Last_Name":"New","Email":"n@x.com","Secondary":[{"Secondary_Phone":"2"}]},
            {"Email":"old@x.com","Secondary":[{"Secondary_Phone":"3"}]}]}
            """)
        #expect(answer.status == 200)
        #expect((0..<3).map { answer.element($0)["action"] } == ["insert", "update", "update"])
        #expect(try await phones(tester, of: try #require(answer.element(0).id)) == ["1", "2"])
        #expect(try await phones(tester, of: WriteFixture.l1) == ["3"])
    }
}
