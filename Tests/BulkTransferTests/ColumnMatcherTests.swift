import BulkClient
import Testing

import enum BulkModel.WriteOperation

@testable import BulkTransfer

@Suite("Matching columns with fields")
struct ColumnMatcherTests {
    private func match(
        _ header: String..., cells: [String] = [], operation: WriteOperation = .insert, findBy: String? = nil,
        options: MappingOptions = MappingOptions(), related: [String: [FieldDescription]] = [:]
    ) throws -> MappingProposal {
        try ColumnMatcher(
            module: "Contacts", fields: SampleFields.contacts, operation: operation, findBy: findBy, relatedFields: related
        ).match(header: header, samples: cells.isEmpty ? [] : [cells], options: options)
    }

    @Test(
        "a column is found by its name",
        arguments: [
            ("Last_Name", "Last_Name", .apiName),
            ("last_name", "Last_Name", .apiNameInOtherCase),
            ("Last Name", "Last_Name", .label),
            ("LAST-NAME", "Last_Name", .looseName),
            ("number of children", "Children", .looseName),
            ("E-Mail", "Email", .looseName),
            ("Mail", "Email", .otherName),
            ("Surname", "Last_Name", .otherName),
            ("Job title", "Title", .otherName),
            ("Birthday", "Date_of_Birth", .otherName),
            ("Last_Nmae", "Last_Name", .nearName),
            ("Date of Brith", "Date_of_Birth", .nearName),
            ("Mailing_Citty", "Mailing_City", .nearName),
        ] as [(String, String, ColumnMatch.Reason)])
    func names(header: String, field: String, reason: ColumnMatch.Reason) throws {
        let match = try match(header).columns[0]
        #expect(match.mapping?.field == field)
        #expect(match.reason == reason)
    }

    @Test(
        "and is no field if it isn't near enough",
        arguments: [
            "Emial", "Fax", "Billing_City", "Other_Phone_2", "Mobile", "Lead_Cource_X", "Photograph", "日本", "Company",
        ])
    func strangers(header: String) throws {
        let match = try match(header).columns[0]
        #expect(match.mapping == nil && match.reason == .unknown)
    }

    @Test func nearNamesAreShownAsTheyAre() throws {
        #expect(try match("Last_Nmae").columns[0].reasonText == "near name: Last_Nmae")
    }

    @Test func theClosestNameHasTheFieldAndNoOtherColumnGetsIt() throws {
        let columns = try match("Surname", "last name", "Last Name", "Last_Name").columns
        #expect(columns.map { $0.mapping?.field } == [nil, nil, nil, "Last_Name"])
        #expect(columns[2].reason == .taken(field: "Last_Name", column: 3))
        #expect(columns[1].reasonText == "Last_Name is column 4 already")
        #expect(columns[0].reason == .unknown)
    }

    @Test func ofARepeatedNameTheFirstColumnCounts() throws {
        let columns = try match("Email", "Email").columns
        #expect(columns.map { $0.mapping?.field } == ["Email", nil])
    }

    @Test func aLabelOfTwoFieldsIsNoGuess() throws {
        let match = try match("Remarks").columns[0]
        #expect(match.mapping == nil && match.reason == .ambiguous(["Notes_Long", "Remarks1"]))
        #expect(match.reasonText == "could be Notes_Long or Remarks1")
    }

    @Test func twoColumnsNearTheSameFieldAreNoGuess() throws {
        #expect(try match("Last_Nmae", "Last_Naem").columns.allSatisfy { $0.mapping == nil })
    }

    @Test(
        "what can't be imported is left alone, and it says why",
        arguments: [
            ("Created_Time", "Created_Time is read-only"), ("Full Name", "Full_Name is read-only"), ("Number", "Number numbers itself"),
            ("photo", "Photo holds files"), ("Owner.last_name", "Owner is found by id or email only"), ("", "the column has no name"),
            ("Id", "new records get their ids from the server"),
        ])
    func obstacles(header: String, words: String) throws {
        let match = try match(header).columns[0]
        #expect(match.mapping == nil)
        #expect(match.reasonText == words)
    }

    @Test(
        "a lookup is found by what its cells are",
        arguments: [
            ("Account_Name", "5725767000000710001", "Account_Name", "id"),
            ("Account_Name", "", "Account_Name", "id"),
            ("Account_Name", "Zylker", "Account_Name", "Account_Name"),
            ("Account Name", "Zylker", "Account_Name", "Account_Name"),
            ("Account_Name.id", "Zylker", "Account_Name", "id"),
            ("account name.ID", "1", "Account_Name", "id"),
            ("Account_Name.Account_Name", "123", "Account_Name", "Account_Name"),
            ("Account_Name.Website", "x.example", "Account_Name", "Website"),
            ("Reporting_To", "a@b.example", "Reporting_To", "Email"),
            ("Reporting_To", "Ann Lee", "Reporting_To", "Full_Name"),
            ("Owner", "a@b.example", "Owner", "email"),
            ("Owner", "554023000000235011", "Owner", "id"),
            ("Owner", "", "Owner", nil),
            ("Reviewer.Email", "", "Reviewer", "email"),
        ])
    func lookups(header: String, cell: String, field: String, findBy: String?) throws {
        let proposal = try match(header, cells: [cell])
        #expect(proposal.columns[0].mapping == FieldMapping(field: field, column: 0, findBy: findBy))
        #expect(proposal.notes.isEmpty)
    }

    @Test func theRelatedModulesNamesAreSpelledAsTheyAre() throws {
        let related = ["Accounts": [FieldDescription(apiName: "Account_No", label: "Number", dataType: "text")]]
        #expect(try match("Account Name.number", related: related).columns[0].mapping?.findBy == "Account_No")
        let unknown = try match("Account_Name.Fax", related: related).columns[0]
        #expect(unknown.reasonText == "Account_Name is not found by that: Accounts has no such field")
    }

    @Test func usersThatAreNamedAndIDsWithAPrefixAreTold() throws {
        #expect(try match("Owner", cells: ["Ann Lee"]).notes[0].hasPrefix("column Owner: users are found by id or by e-mail address"))
        let prefixed = try match("Account_Name.id", "Account Name.x", cells: ["zcrm_1", ""])
        #expect(prefixed.notes.isEmpty, "it was said by what records are found")
        #expect(try match("Account_Name", cells: ["zcrm_1"]).notes[0].hasPrefix("column Account_Name: ids are digits only"))
    }

    @Test func theReportOfAnEarlierImportIsImportedWithoutWhatItHasAdded() throws {
        let own = try match(
            "Last_Name", "LONGSHORE_STATUS", "LONGSHORE_RECORD_ID", "LONGSHORE_LINE", "LONGSHORE_ERRORS", "LONGSHORE_HINTS")
        #expect(own.columns.dropFirst().allSatisfy { $0.mapping == nil && $0.reason == .report })
        let zoho = try match("Last_Name", "STATUS", "RECORD_ID", "ERRORS")
        #expect(zoho.columns.dropFirst().allSatisfy { $0.reason == .report })
        #expect(try match("STATUS", "Last_Name").columns[0].reason == .unknown, "elsewhere the word means nothing")
    }

    @Test func idsSayWhichRecordARowChanges() throws {
        let update = try match("Id", "Phone", operation: .update, findBy: "id")
        #expect(update.mappings == [FieldMapping(field: "id", column: 0), FieldMapping(field: "Phone", column: 1)])
        #expect(update.problems.isEmpty)
        let other = try match("Record Id", "Email", operation: .update, findBy: "Email")
        #expect(other.columns[0].reason == .otherKey("Email"))
    }

    @Test func mandatoryFieldsWithoutAColumnAreProblems() throws {
        let problem =
            "Last_Name is mandatory, but no column is that field; name one with --map COLUMN=Last_Name, or give all rows the same with --set Last_Name=VALUE"
        #expect(try match("Email").problems == [problem])
        #expect(try match("Email", operation: .upsert, findBy: "Email").problems == [problem])
        #expect(try match("Email", operation: .update, findBy: "Email").problems.isEmpty)
        #expect(try match("Email", options: MappingOptions(constants: ["Last_Name=x"])).problems.isEmpty)
    }

    @Test func recordsThatCannotBeFoundAreAProblem() throws {
        #expect(
            try match("Phone", operation: .update).problems
                == ["records are found by id, but no column is that field; name it with --map COLUMN=id"])
        #expect(try match("X").problems.first == "no column is a field of Contacts")
    }

    @Test func mandatorySubformsNeedAFileOfTheirOwn() throws {
        var matcher = ColumnMatcher(
            module: "Quotes", fields: [FieldDescription(apiName: "Quoted_Items", label: "Items", dataType: "subform", isMandatory: true)],
            operation: .insert)
        #expect(try matcher.match(header: ["Items"]).problems.contains("Quoted_Items is mandatory; its rows come from a file of their own"))
        matcher.children = ["Quoted_Items"]
        #expect(try !matcher.match(header: ["Items"]).problems.contains { $0.contains("Quoted_Items") })
    }

    @Test func theTableShowsEveryColumn() throws {
        let proposal = try match(
            "Surname", "Account_Name", "Born", cells: ["Lee", "Zylker", "24.12.1980"],
            options: MappingOptions(columns: ["Born=Date_of_Birth"], constants: ["Lead_Source=Web"]))
        #expect(
            proposal.table == [
                ["Column", "Field", "How"], ["1 Surname", "Last_Name", "usual name"],
                ["2 Account_Name", "Account_Name by Account_Name", "API name"],
                ["3 Born", "Date_of_Birth as dd.MM.yyyy", "as you said"], ["", "Lead_Source", "always Web"],
            ])
    }
}
