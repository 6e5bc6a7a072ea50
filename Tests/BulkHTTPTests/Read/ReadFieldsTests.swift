import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: which columns an export has and what stands in them. (sections 3.3, 3.4 and 8.3)
@Suite struct ReadFieldsTests {
    @Test("BR-10 lookups give the id, dotted names the target's value")
    func dottedFields() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(
            """
            {"query":{"module":{"api_name":"Contacts"},"fields":["Last_Name","Owner","Owner.last_name","Account_Name.Account_Name",\
            "Account_Name.Phone","Lead_Source"]}}
            """)
        #expect(
            csv == """
                Id,Last_Name,Owner,Owner.last_name,Account_Name.Account_Name,Account_Name.Phone,Lead_Source
                554023000000900001,Boyle,554023000000235011,Boyle,Zylker Corp,99807-1234,Advertisement
                554023000000900002,"O""Neil",554023000000691003,Smith,"Acme, Inc.",,
                554023000000900003,Smith,554023000000691003,Smith,,,Cold Call

                """)
    }

    @Test("BR-11 the id column comes once, and first, however it is asked for")
    func idColumn() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Contacts"},"fields":["id","Account_Name"]}}"#)
        #expect(
            csv == """
                Id,Account_Name
                554023000000900001,554023000000800001
                554023000000900002,554023000000800002
                554023000000900003,

                """)
    }

    @Test("a field that is named twice, or with its module in front, is one column at its first place")
    func repeatedFields() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(
            #"{"query":{"module":{"api_name":"Contacts"},"fields":["Lead_Source","Last_Name","Contacts.Lead_Source","Lead_Source"]}}"#)
        #expect(csv.hasPrefix("Id,Lead_Source,Last_Name\n554023000000900001,Advertisement,Boyle\n"))
    }

    @Test("S-26 a leading base module is accepted and stripped (v7)")
    func leadingModule() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(
            #"{"query":{"module":{"api_name":"Contacts"},"fields":["Contacts.Account_Name.Account_Name"]}}"#, version: "v7")
        #expect(csv.hasPrefix("Id,Account_Name.Account_Name\n"))
    }

    @Test("BR-36 an unknown field is refused by name")
    func unknownField() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},"fields":["Nope"]}}"#)
        expectError(
            answer, "FIELD_NOT_AVAILABLE", 400, ["api_name": "Nope", "module": "Leads"],
            message:
                "Requested field api name 'Nope' is not available for the module 'Leads'. Check permission or visibility for the field.")
    }

    @Test(
        "BR-37 a field that is no cell is refused",
        arguments: ["Docs", "Record_Image", "Last_Name.x", "Owner.Reporting_To.Reporting_To.id"])
    func unselectableField(name: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},"fields":["\#(name)"]}}"#)
        expectError(answer, "FIELD_NOT_SUPPORTED", 400, ["api_name": .string(name)])
    }

    @Test("BR-38 more than 200 fields mean all fields; 200 are honoured")
    func manyFields() async throws {
        let tester = try await AppTester.reading()
        let names = ReadFixture.wideFields
        let quoted = names.map { "\"\($0)\"" }
        let all = try await tester.export(
            #"{"query":{"module":{"api_name":"Wide"},"fields":[\#(quoted.joined(separator: ","))]}}"#)
        let columns = all.split(separator: "\n")[0].split(separator: ",").map(String.init)
        #expect(columns.first == "Id")
        #expect(Set(columns).isSuperset(of: names + ["Name", "Owner", "Created_Time", "Created_By", "Modified_Time"]))
        let some = try await tester.export(
            #"{"query":{"module":{"api_name":"Wide"},"fields":[\#(quoted.prefix(200).joined(separator: ","))]}}"#)
        #expect(some == "Id," + names.prefix(200).joined(separator: ",") + "\n")
    }

    @Test("without fields, with null and with none, all exportable fields come", arguments: ["", #","fields":null"#, #","fields":[]"#])
    func allFields(fields: String) async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Leads"}\#(fields)}}"#)
        let header = csv.split(separator: "\n")[0].split(separator: ",").map(String.init)
        #expect(header.prefix(4) == ["Id", "Owner", "Company", "First_Name"])
        #expect(header.contains("Languages"))
        #expect(!header.contains("id") && !header.contains("Docs") && !header.contains("Record_Image"))
    }

    @Test("BR-45 every kind of cell has its form")
    func cellFormats() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(
            """
            {"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","$converted","Email_Opt_Out","Annual_Revenue","Languages"]}}
            """)
        #expect(
            csv == """
                Id,Last_Name,$converted,Email_Opt_Out,Annual_Revenue,Languages
                554023000000700001,Patricia,false,true,1000,English;Tamil
                554023000000700002,Kumar,false,false,,
                554023000000700003,Lee,true,false,2500.5,English

                """)
    }

    @Test("date-times have the offset of the user who asked, summer and winter")
    func timeZones() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Contacts"},"fields":["Created_Time"]}}"#)
        #expect(csv.split(separator: "\n")[1] == "554023000000900001,2021-07-25T02:13:17+05:30")
    }

    @Test("BR-80 a field under the API's restriction has its column, and every value is empty")
    func restrictedField() async throws {
        let tester = try await AppTester.reading()
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","Health_Note"]}}"#)
        #expect(
            csv == "Id,Last_Name,Health_Note\n554023000000700001,Patricia,\n554023000000700002,Kumar,\n554023000000700003,Lee,\n")
    }

    @Test("more joins than allowed are refused")
    func joinLimit() async throws {
        var limits = Limits.strict
        limits.joinsPerQuery = 1
        let tester = try await AppTester.reading(limits: limits)
        let answer = try await tester.send(
            .post, readPath(),
            body: #"{"query":{"module":{"api_name":"Contacts"},"fields":["Owner.last_name","Owner.email","Account_Name.Phone"]}}"#)
        expectError(
            answer, "JOIN_LIMIT_EXCEEDED", 400,
            message: "Join limit exceeded for the query. Maximum number of joins supported in a query is 1")
    }
}
