import BulkClient
import Testing

@testable import BulkTransfer

@Suite("Mapping files")
struct MappingFileTests {
    private let matcher = ColumnMatcher(module: "Contacts", fields: SampleFields.contacts, operation: .insert)
    private let header = ["Name", "Firm", "Born", "Junk", "Src", "Twice", "Twice"]

    private func parse(_ text: String) throws -> MappingFile {
        try MappingFile(parsing: Array(text.utf8), path: "m.json")
    }

    private func proposal() throws -> MappingProposal {
        let options = MappingOptions(
            columns: ["Name=Last_Name", "Firm=Account_Name", "Born=Date_of_Birth", "Src=Lead_Source", "6=Email"],
            constants: ["Lead_Source=Web", "Title=Dr \"X\""])
        return try matcher.match(header: header, samples: [["A", "Zylker", "24.12.1980", "", "", "", ""]], options: options)
    }

    @Test func whatIsSavedIsReadBackAsItWas() throws {
        let first = try proposal()
        let file = MappingFile(first, module: "Contacts", path: "m.json")
        let again = try parse(file.text)
        #expect(again == file)
        let second = try matcher.match(header: header, file: again)
        #expect(second.mappings == first.mappings)
        #expect(second.columns.map(\.reason) == [.file, .file, .file, .leftOut, .file, .file, .leftOut])
        #expect(MappingFile(second, module: "Contacts", path: "m.json").text == file.text)
    }

    @Test func theTextIsForPeopleToo() throws {
        #expect(
            MappingFile(try proposal(), module: "Contacts", path: "m.json").text == """
                {
                  "version": 1,
                  "module": "Contacts",
                  "columns": [
                    {"column":"Name","field":"Last_Name"},
                    {"column":"Firm","field":"Account_Name","find_by":"Account_Name"},
                    {"column":"Born","field":"Date_of_Birth","format":"dd.MM.yyyy"},
                    {"column":"Junk","field":null},
                    {"column":"Src","field":"Lead_Source","default":"Web"},
                    {"column":"Twice","number":6,"field":"Email"},
                    {"column":"Twice","number":7,"field":null}
                  ],
                  "constants": [
                    {"field":"Title","value":"Dr \\"X\\""}
                  ]
                }

                """)
    }

    @Test func columnsThatTheFileDoesNotNameAreLeftOut() throws {
        let file = try parse(#"{"module":"Contacts","columns":[{"column":"Last_Name","field":"Last_Name"}]}"#)
        let columns = try matcher.match(header: ["Email", "Last_Name"], file: file).columns
        #expect(columns.map(\.reasonText) == ["not in the mapping file", "mapping file"])
    }

    @Test func columnsMayStandElsewhereThanBefore() throws {
        let file = try parse(#"{"module":"Contacts","columns":[{"column":"A","field":"Email"},{"column":"gone","field":null}]}"#)
        #expect(try matcher.match(header: ["x", "A"], file: file).mappings == [FieldMapping(field: "Email", column: 1)])
    }

    @Test func whatTheCommandSaysGoesBeforeTheFile() throws {
        let file = try parse(
            #"{"module":"Contacts","columns":[{"column":"A","field":"Email"},{"column":"B","field":"Phone"},{"column":"C","field":"Title"}],"constants":[{"field":"Lead_Source","value":"Web"}]}"#
        )
        let options = MappingOptions(columns: ["B=Email"], constants: ["Lead_Source=Cold Call", "Title=Dr"])
        let proposal = try matcher.match(header: ["A", "B", "C"], options: options, file: file)
        #expect(proposal.columns.map { $0.mapping?.field } == [nil, "Email", nil])
        #expect(proposal.constants.map(\.defaultValue) == ["Cold Call", "Dr"])
    }

    @Test(
        "what is wrong with a file is told with its place",
        arguments: [
            ("{\n\"module\": \"Contacts\",\n}", "m.json, line 3: "),
            ("[]", "m.json must be an object"),
            ("{}", "m.json must have a member \"module\", a text"),
            (#"{"module":1}"#, "m.json: module must be a text"),
            (#"{"module":"Contacts","version":2}"#, "m.json: version only version 1 is known"),
            (#"{"module":"Contacts","colums":[]}"#, "m.json has a member \"colums\"; there are version, module, columns, constants, null"),
            (#"{"module":"Contacts","columns":{}}"#, "m.json: columns must be an array"),
            (#"{"module":"Contacts","columns":[1]}"#, "m.json: columns[0] must be an object"),
            (#"{"module":"Contacts","columns":[{"field":"Email"}]}"#, "m.json: columns[0] must have a member \"column\", a text"),
            (#"{"module":"Contacts","columns":[{"column":"A","number":0}]}"#, "m.json: columns[0].number must be a number from 1 on"),
            (#"{"module":"Contacts","columns":[{"column":"A","findby":"id"}]}"#, "m.json: columns[0] has a member \"findby\"; there are "),
            (#"{"module":"Leads"}"#, "m.json is a mapping for Leads, not for Contacts"),
            (
                #"{"module":"Contacts","columns":[{"column":"A","field":"Emial"}]}"#,
                "m.json: columns[0]: Contacts has no field Emial; did you mean Email?"
            ),
            (#"{"module":"Contacts","columns":[{"column":"Z","field":"Email"}]}"#, "m.json: columns[0]: the file has no column Z; "),
            (
                #"{"module":"Contacts","columns":[{"column":"A","field":"Email","find_by":"id"}]}"#,
                "m.json: columns[0].find_by: records of Email can't be found by id"
            ),
            (
                #"{"module":"Contacts","columns":[{"column":"A","field":"Email","format":"x"}]}"#,
                "m.json: columns[0].format: Email is neither a date"
            ),
            (#"{"module":"Contacts","constants":[{"field":"Email"}]}"#, "m.json: constants[0] must have a member \"value\", a text"),
        ])
    func mistakes(text: String, message: String) throws {
        let failure = failure { try matcher.match(header: ["A"], file: try parse(text)) }
        #expect(failure?.hasPrefix(message) == true, "\(failure ?? "no failure")")
    }

    @Test func aMissingFileIsTold() {
        #expect(failure { try MappingFile(path: "/no/such.json") } == "can't read /no/such.json: No such file or directory")
    }
}
