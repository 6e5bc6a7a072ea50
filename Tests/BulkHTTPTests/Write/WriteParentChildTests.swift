import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk write: parents with their subform rows and links. (bulk write specification, sections 10 and 14.3)
@Suite struct WriteParentChildTests {
    private static let leadCSV = "Last_Name,Company\nAnn,X\nBob,Y"
    private static let rowCSV = "Secondary_Email,Secondary_Phone,Key\na@x.com,1,Ann\nb@x.com,2,Ann\nc@x.com,3,Zed"
    private static let lead = #"{"api_name":"Last_Name","index":0},{"api_name":"Company","index":1}"#
    private static let row = """
        {"api_name":"Secondary_Email","index":0},{"api_name":"Secondary_Phone","index":1},\
        {"api_name":"Parent_Id","index":2,"parent_column_index":0}
        """
    private static let link = """
        {"api_name":"Leads","index":0,"parent_column_index":0},{"api_name":"Contacts","index":1,"find_by":"id"}
        """

    /// Imports leads with rows of their subform.
    private func importFamily(_ tester: AppTester, leads: String = leadCSV, rows: String = rowCSV) async throws -> WriteOutcome {
        let file = try await tester.upload([("p.csv", leads), ("s.csv", rows)])
        return try await tester.write(familyRequest(file: file, ("Leads", "p.csv", Self.lead), ("Secondary", "s.csv", Self.row)))
    }

    @Test("P-01 rows of a subform are joined to the parents of the same job by a common column")
    func family() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await importFamily(tester)
        #expect(outcome.status == "COMPLETED")
        #expect(outcome.counts(0) == "2/0/0/2")
        #expect(outcome.counts(1) == "2/0/1/3")
        #expect(outcome.entries.map(\.name) == ["Leads-p.csv", "Secondary-s.csv"])
        #expect(outcome.statuses(of: "Secondary-s.csv") == ["ADDED", "ADDED", "SKIPPED"])
        #expect(outcome.lines("Secondary-s.csv").first == "Secondary_Email,Secondary_Phone,Key,STATUS,RECORD_ID,ERRORS")
        #expect(outcome.lines("Secondary-s.csv").last == "c@x.com,3,Zed,SKIPPED,,RESOURCE_NOT_FOUND-Key")
        let ann = outcome.row(0, of: "Leads-p.csv").record
        let rows = try await tester.records(of: "Secondary", ["Secondary_Email", "Secondary_Phone", "Parent_Id"])
        #expect(
            rows == [
                [
                    "id": outcome.row(0, of: "Secondary-s.csv").record, "Secondary_Email": "a@x.com", "Secondary_Phone": "1",
                    "Parent_Id": ann,
                ],
                [
                    "id": outcome.row(1, of: "Secondary-s.csv").record, "Secondary_Email": "b@x.com", "Secondary_Phone": "2",
                    "Parent_Id": ann,
                ],
            ])
    }

    @Test func aKeyIsTheSameTextComposedOrNotAndInNoOtherLetterCase() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await importFamily(
            tester, leads: "Last_Name,Company\nRen\u{E9},X\nZoe\u{308},Y",
            rows: "Secondary_Email,Secondary_Phone,Key\na@x.com,1,Rene\u{301}\nb@x.com,2,Zo\u{EB}\nc@x.com,3,ren\u{E9}")
        #expect(outcome.statuses(of: "Secondary-s.csv") == ["ADDED", "ADDED", "SKIPPED"])
    }

    @Test("P-02 rows of a parent that was refused are not attempted")
    func refusedParent() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await importFamily(tester, leads: "Last_Name,Company\nAnn,\nBob,Y")
        #expect(outcome.status == "COMPLETED")
        #expect(outcome.statuses(of: "Leads-p.csv") == ["SKIPPED", "ADDED"])
        #expect(outcome.statuses(of: "Secondary-s.csv") == ["UNPROCESSED", "UNPROCESSED", "SKIPPED"])
        for row in 0...2 { #expect(outcome.row(row, of: "Secondary-s.csv").record == "") }
        #expect(outcome.counts(0) == "1/0/1/2")
        #expect(outcome.counts(1) == "0/0/3/3")
        #expect(try await tester.records(of: "Secondary", []).isEmpty)
    }

    @Test("P-03 a child must say which column of the parent it is joined by")
    func noParentColumn() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("s.csv", Self.rowCSV)])
        let unjoined = Self.row.replacing(#","parent_column_index":0"#, with: "")
        let answer = try await tester.sendWrite(familyRequest(file: file, ("Leads", "p.csv", Self.lead), ("Secondary", "s.csv", unjoined)))
        expectError(
            answer, "MANDATORY_NOT_FOUND", 400,
            ["api_name": "parent_column_index", "json_path": "$.resource[1].field_mappings[2].parent_column_index"],
            message: "Required key parent_column_index is not available")
    }

    @Test("P-03 a file that the archive doesn't hold is not found")
    func noSuchFile() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("s.csv", Self.rowCSV)])
        let answer = try await tester.sendWrite(
            familyRequest(file: file, ("Leads", "p.csv", Self.lead), ("Secondary", "zzz.csv", Self.row)))
        #expect(answer.status == 400)
        #expect(answer.json["code"] == "FILE_NOT_FOUND" && answer.json["message"] == "file not found", "\(answer.text)")
    }

    @Test("P-04 rows of a subform alone name their parents by id, and are put behind those that are there")
    func subformAlone() async throws {
        let tester = try await AppTester.writing()
        let mappings: [ImportMapping] = ["Secondary_Email@0", "Secondary_Phone@1", "Parent_Id@2^id"]
        let first = try await tester.write(
            "insert", "Secondary_Email,Secondary_Phone,Parent\na@x.com,1,5725767000000720001", mappings, module: "Secondary")
        let second = try await tester.write(
            "insert", "Secondary_Email,Secondary_Phone,Parent\nb@x.com,2,5725767000000720001", mappings, module: "Secondary")
        #expect(first.counts() == "1/0/0/1" && second.counts() == "1/0/0/1")
        #expect(second.entries.map(\.name) == ["Secondary-leads.csv"])
        let rows = try await tester.records(of: "Secondary", ["Secondary_Email", "Secondary_Phone", "Parent_Id"])
        let parent = String(WriteFixture.l1)
        #expect(
            rows == [
                ["id": first.row(0).record, "Secondary_Email": "a@x.com", "Secondary_Phone": "1", "Parent_Id": parent],
                ["id": second.row(0).record, "Secondary_Email": "b@x.com", "Secondary_Phone": "2", "Parent_Id": parent],
            ])
    }

    @Test("P-05 a link joins a new lead and a contact, and has an id of its own")
    func links() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("l.csv", "Lead,Contact\nAnn,5725767000000710001")])
        let outcome = try await tester.write(
            familyRequest(file: file, ("Leads", "p.csv", Self.lead), ("Lead_Contact_Lookup", "l.csv", Self.link)))
        #expect(outcome.counts(1) == "1/0/0/1")
        let links = try await tester.records(of: "Lead_Contact_Lookup", ["Leads", "Contacts"])
        #expect(
            links == [
                [
                    "id": outcome.row(0, of: "Lead_Contact_Lookup-l.csv").record, "Leads": outcome.row(0, of: "Leads-p.csv").record,
                    "Contacts": String(WriteFixture.c1),
                ]
            ])
    }

    @Test("P-06 a second resource that is no child of the first is refused")
    func noChild() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("s.csv", "Account_Name\nA")])
        let body = familyRequest(
            file: file, ("Leads", "p.csv", Self.lead), ("Accounts", "s.csv", #"{"api_name":"Account_Name","index":0}"#))
        expectError(
            try await tester.sendWrite(body), "COEXISTENCE_NOT_ALLOWED", 400, ["api_name": "module", "json_path": "$.resource[1].module"],
            message: "coexistence not allowed")
        expectError(try await tester.sendWrite(body, version: "v5"), "INVALID_REQUEST", 400, message: "invalid request")
    }

    @Test("P-07 a record has 200 rows of a subform at most")
    func rowLimit() async throws {
        let tester = try await AppTester.writing()
        let rows = (1...201).map { "a\($0)@x.com,\($0),Ann" }.joined(separator: "\n")
        let outcome = try await importFamily(tester, rows: "Secondary_Email,Secondary_Phone,Key\n\(rows)")
        #expect(outcome.counts(1) == "200/0/1/201")
        #expect(outcome.lines("Secondary-s.csv").last == "a201@x.com,201,Ann,SKIPPED,,LIMIT_EXCEEDED-Key")
    }

    @Test("rows that are there already count among the 200")
    func rowLimitWithEarlierRows() async throws {
        let tester = try await AppTester.writing()
        let mappings: [ImportMapping] = ["Secondary_Phone@0", "Parent_Id@1^id"]
        let rows = (1...199).map { "\($0),5725767000000720001" }.joined(separator: "\n")
        let first = try await tester.write("insert", "Tel,Parent\n\(rows)", mappings, module: "Secondary")
        #expect(first.counts() == "199/0/0/199")
        let second = try await tester.write(
            "insert", "Tel,Parent\n1,5725767000000720001\n2,5725767000000720001\n3,5725767000000720003", mappings, module: "Secondary")
        #expect(second.statuses == ["ADDED", "SKIPPED", "ADDED"])
        #expect(second.errors == ["", "LIMIT_EXCEEDED-Parent", ""])
    }

    @Test("a record has 100 links at most")
    func linkLimit() async throws {
        let tester = try await AppTester.writing()
        let contacts = (0...100).map { Int64(5_725_767_000_000_710_100) + Int64($0) }
        try await tester.seed("Contacts", ["Last_Name"], contacts.map { ($0, ["Contact"]) })
        let rows = contacts.map { "Ann,\($0)" }.joined(separator: "\n")
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("l.csv", "Lead,Contact\n\(rows)")])
        let outcome = try await tester.write(
            familyRequest(file: file, ("Leads", "p.csv", Self.lead), ("Lead_Contact_Lookup", "l.csv", Self.link)))
        #expect(outcome.counts(1) == "100/0/1/101")
        #expect(outcome.row(100, of: "Lead_Contact_Lookup-l.csv").errors == "LIMIT_EXCEEDED-Lead")
    }

    @Test("a child row without a key, and one whose key differs in letter case, have errors of their own")
    func keys() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await importFamily(
            tester, rows: "Secondary_Email,Secondary_Phone,Key\na@x.com,1,\nb@x.com,2,ann\nc@x.com,3, Ann ")
        #expect(outcome.statuses(of: "Secondary-s.csv") == ["SKIPPED", "SKIPPED", "ADDED"])
        #expect(outcome.errors(of: "Secondary-s.csv") == ["MANDATORY_NOT_FOUND-Key", "RESOURCE_NOT_FOUND-Key", ""])
    }

    @Test("of several parents with one key the first that became a record gets the rows")
    func equalKeys() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await importFamily(
            tester, leads: "Last_Name,Company\nAnn,\nAnn,X\nAnn,Y", rows: "Secondary_Email,Secondary_Phone,Key\na@x.com,1,Ann")
        let row = try await tester.record(outcome.recordNumber(0, of: "Secondary-s.csv"), of: "Secondary", ["Parent_Id"])
        #expect(row["Parent_Id"] == outcome.row(1, of: "Leads-p.csv").record)
    }

    @Test("the column of the parent's file need not be mapped to a field")
    func unmappedKey() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([
            ("p.csv", "Last_Name,Company,Number\nAnn,X,17\nBob,Y,18"), ("s.csv", "Secondary_Email,Number\na@x.com,18"),
        ])
        let outcome = try await tester.write(
            familyRequest(
                file: file, ("Leads", "p.csv", Self.lead),
                (
                    "Secondary", "s.csv",
                    #"{"api_name":"Secondary_Email","index":0},{"api_name":"Parent_Id","index":1,"parent_column_index":2}"#
                )))
        let row = try await tester.record(outcome.recordNumber(0, of: "Secondary-s.csv"), of: "Secondary", ["Parent_Id"])
        #expect(row["Parent_Id"] == outcome.row(1, of: "Leads-p.csv").record)
    }

    @Test("a column that the parent's file doesn't have is refused")
    func parentColumnOutside() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("s.csv", Self.rowCSV)])
        for (column, text) in [("2", "column index 2 not found"), ("-1", "Index is mapped with negative values.")] {
            let row = Self.row.replacing(#""parent_column_index":0"#, with: #""parent_column_index":\#(column)"#)
            expectError(
                try await tester.sendWrite(familyRequest(file: file, ("Leads", "p.csv", Self.lead), ("Secondary", "s.csv", row))),
                "COLUMN_INDEX_NOT_FOUND", 400, message: text)
        }
    }

    @Test("a link that exists already is refused, whether it is in the store or in the file")
    func existingLink() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Lead,Contact\n5725767000000720001,5725767000000710001\n5725767000000720001,5725767000000710001",
            ["Leads@0^id", "Contacts@1^id"], module: "Lead_Contact_Lookup")
        #expect(outcome.statuses == ["ADDED", "SKIPPED"])
        let again = try await tester.write(
            "insert", "Lead,Contact\n5725767000000720001,5725767000000710001\n5725767000000720001,5725767000000710002",
            ["Leads@0^id", "Contacts@1^id"], module: "Lead_Contact_Lookup")
        #expect(again.statuses == ["SKIPPED", "ADDED"])
        for error in [outcome.errors[1], again.errors[0]] { #expect(error.hasPrefix("DUPLICATE_DATA-")) }
    }

    @Test("an update changes the rows of a subform that it names by id")
    func updateRows() async throws {
        let tester = try await AppTester.writing()
        let added = try await importFamily(tester)
        let row = added.row(0, of: "Secondary-s.csv").record
        let outcome = try await tester.write(
            "update", "id,Tel\n\(row),99\n5725767000000799999,5", ["id@0", "Secondary_Phone@1"], module: "Secondary", findBy: "id")
        #expect(outcome.statuses == ["UPDATED", "SKIPPED"])
        #expect(outcome.errors == ["", "RESOURCE_NOT_FOUND-id"])
        let stored = try await tester.record(Int64(row) ?? 0, of: "Secondary", ["Secondary_Phone", "Parent_Id"])
        #expect(stored["Secondary_Phone"] == "99" && stored["Parent_Id"] == added.row(0, of: "Leads-p.csv").record)
    }

    @Test("children can't map themselves, come first, or come twice")
    func unusableChildren() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("s.csv", Self.rowCSV)])
        let automatic = """
            {"operation":"insert","resource":[{"type":"data","module":"Leads","file_id":"\(file)","file_names":["p.csv"],\
            "field_mappings":[\(Self.lead)]},{"type":"data","module":"Secondary","file_id":"\(file)","file_names":["s.csv"]}]}
            """
        expectError(
            try await tester.sendWrite(automatic), "MANDATORY_NOT_FOUND", 400,
            ["api_name": "field_mappings", "json_path": "$.resource[1].field_mappings"],
            message: "Required key field_mappings is not available")
        let first = familyRequest(file: file, ("Secondary", "s.csv", Self.row), ("Leads", "p.csv", Self.lead))
        expectError(try await tester.sendWrite(first), "INVALID_REQUEST", 400, message: "invalid request")
        let twice = familyRequest(
            file: file, ("Leads", "p.csv", Self.lead), ("Secondary", "s.csv", Self.row), ("Secondary", "s.csv", Self.row))
        expectError(
            try await tester.sendWrite(twice), "COEXISTENCE_NOT_ALLOWED", 400, ["api_name": "module", "json_path": "$.resource[2].module"])
    }

    @Test("of a link only the two lookups can be mapped beside its parent")
    func linkFields() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("l.csv", "Lead,Contact,Owner\nAnn,5725767000000710001,x")])
        let answer = try await tester.sendWrite(
            familyRequest(
                file: file, ("Leads", "p.csv", Self.lead),
                ("Lead_Contact_Lookup", "l.csv", Self.link + #",{"api_name":"Owner","index":2}"#)))
        expectError(answer, "INVALID_FIELD", 400, message: "invalid mapping. field Owner is not supported.")
    }

    @Test("two resources that name different files are refused")
    func differentFiles() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload([("p.csv", Self.leadCSV), ("s.csv", Self.rowCSV)])
        let other = try await tester.upload([("p.csv", Self.leadCSV), ("s.csv", Self.rowCSV)])
        let body = """
            {"operation":"insert","resource":[{"type":"data","module":"Leads","file_id":"\(file)","file_names":["p.csv"],\
            "field_mappings":[\(Self.lead)]},{"type":"data","module":"Secondary","file_id":"\(other)","file_names":["s.csv"],\
            "field_mappings":[\(Self.row)]}]}
            """
        expectError(try await tester.sendWrite(body), "INVALID_FILE_ID", 400, message: "improper file id")
    }
}
