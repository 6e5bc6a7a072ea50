import BulkClient
import Testing

@testable import BulkTransfer

@Suite("Options of a mapping")
struct MappingOptionsTests {
    private func match(_ header: [String], cells: [String] = [], _ options: MappingOptions) throws -> MappingProposal {
        try ColumnMatcher(module: "Contacts", fields: SampleFields.contacts, operation: .insert)
            .match(header: header, samples: [cells], options: options)
    }

    @Test("a column is named exactly, loosely, or by its number", arguments: ["Ye Olde Mail=Email", "ye-olde-mail = e-mail", "2=Email"])
    func columns(option: String) throws {
        let proposal = try match(["Last_Name", "Ye Olde Mail"], MappingOptions(columns: [option]))
        #expect(proposal.columns[1].mapping == FieldMapping(field: "Email", column: 1))
        #expect(proposal.columns[1].reason == .given)
    }

    @Test func digitsAreTheNumberOfAColumnWhateverColumnsAreCalled() throws {
        let proposal = try match(["2", "Mail", "Last_Name"], MappingOptions(columns: ["2=Email", "1=Phone"]))
        #expect(proposal.columns.map { $0.mapping?.field } == ["Phone", "Email", "Last_Name"])
        #expect(
            proposal.notes == ["--map 2=Email means column 2, Mail, by its number; the column that is called 2 is number 1"])
    }

    @Test func aColumnNameMayHaveAnEqualsSign() throws {
        #expect(try match(["a=b"], MappingOptions(columns: ["a=b=Email"])).columns[0].mapping?.field == "Email")
    }

    @Test func aColumnCanBeLeftOut() throws {
        let proposal = try match(["Email"], MappingOptions(columns: ["Email="]))
        #expect(proposal.columns[0].mapping == nil && proposal.columns[0].reason == .leftOut)
    }

    @Test func whatIsSaidGoesBeforeWhatIsFound() throws {
        let proposal = try match(["Email", "Mail 2"], MappingOptions(columns: ["Mail 2=Email"]))
        #expect(proposal.columns.map { $0.mapping?.field } == [nil, "Email"])
        #expect(proposal.columns[0].reason == .taken(field: "Email", column: 1))
    }

    @Test func aLookupCanSayByWhatItIsFound() throws {
        let proposal = try match(
            ["Firm", "Reviewer"], cells: ["Zylker", "x"],
            MappingOptions(columns: ["Firm=Account_Name.Account_Name"], lookups: ["reviewer=ID"]))
        #expect(proposal.columns.map { $0.mapping?.findBy } == ["Account_Name", "id"])
    }

    @Test func aValueOfAllRowsTakesTheColumnsPlace() throws {
        let proposal = try match(["Lead_Source"], MappingOptions(constants: ["Lead Source=Web=Site"]))
        #expect(proposal.constants == [FieldMapping(field: "Lead_Source", column: nil, defaultValue: "Web=Site")])
        #expect(proposal.columns[0].reasonText == "Lead_Source is the same for all rows")
    }

    @Test func aValueOfANamedColumnIsThatOfEmptyCells() throws {
        let proposal = try match(["Src"], MappingOptions(columns: ["Src=Lead_Source"], constants: ["Lead_Source=Web"]))
        #expect(proposal.mappings == [FieldMapping(field: "Lead_Source", column: 0, defaultValue: "Web")])
        #expect(proposal.columns[0].fieldText == "Lead_Source, or Web")
    }

    @Test func aFormatCanBeGiven() throws {
        let proposal = try match(["Date_of_Birth"], cells: ["03/04/2000"], MappingOptions(formats: ["Date_of_Birth=dd/MM/yyyy"]))
        #expect(proposal.columns[0].mapping?.format == "dd/MM/yyyy")
        #expect(proposal.notes.isEmpty)
    }

    @Test func theColumnThatJoinsAChildIsNoLookupOfItsOwn() throws {
        let matcher = ColumnMatcher(
            module: "Items",
            fields: [FieldDescription(apiName: "Parent_Id", label: "Parent", dataType: "lookup", lookupModule: "Contacts")],
            operation: .insert)
        let proposal = try matcher.match(
            header: ["Parent_Id"], samples: [["Ann"]],
            options: MappingOptions(join: MappingOptions.Join(field: "Parent_Id", column: 0, parentColumn: 3)))
        #expect(proposal.mappings == [FieldMapping(field: "Parent_Id", column: 0, parentColumn: 3)])
    }

    @Test(
        "mistakes are refused with what to do",
        arguments: [
            (MappingOptions(columns: ["Email"]), #"--map Email: say which field after a "=", as in --map "Mail=Email""#),
            (MappingOptions(columns: ["=Email"]), #"--map =Email: say which field after a "=", as in --map "Mail=Email""#),
            (MappingOptions(columns: [" =Email"]), #"--map  =Email: nothing stands before the "=""#),
            (MappingOptions(columns: ["Mail=Emial"]), "--map Mail=Emial: Contacts has no field Emial; did you mean Email?"),
            (MappingOptions(columns: ["Mail=Qqqqqqqqq"]), "--map Mail=Qqqqqqqqq: Contacts has no field Qqqqqqqqq"),
            (MappingOptions(columns: ["Mail=Remarks"]), "--map Mail=Remarks: Remarks could be Notes_Long or Remarks1; give the API name"),
            (MappingOptions(columns: ["Mail=Created_Time"]), "--map Mail=Created_Time: Created_Time is read-only"),
            (MappingOptions(columns: ["Mial=Email"]), "--map Mial=Email: the file has no column Mial; did you mean Mail?"),
            (MappingOptions(columns: ["9=Email"]), "--map 9=Email: the file has no column 9; the columns are numbered from 1 to 3"),
            (MappingOptions(columns: ["Twice=Email"]), "--map Twice=Email: the columns 2 and 3 have that name; give the number instead"),
            (MappingOptions(columns: ["1=Email", "2=Email"]), "--map 2=Email: Email is the column Mail already"),
            (MappingOptions(columns: ["1=Email", "1=Phone"]), "--map 1=Phone: the column Mail is spoken for already"),
            (MappingOptions(constants: ["Email="]), "--set Email=: say which value"),
            (MappingOptions(constants: ["Phone=1", "Phone=2"]), "--set Phone=2: Phone has a value already"),
            (MappingOptions(lookups: ["Phone=id"]), "--lookup Phone=id: Phone is no lookup"),
            (MappingOptions(lookups: ["Owner=name"]), "--lookup Owner=name: Owner is found by id or email only"),
            (MappingOptions(lookups: ["Owner=id"]), "--lookup Owner=id: no column is Owner"),
            (MappingOptions(formats: ["Phone=x"]), "--format Phone=x: Phone is neither a date nor a number, and has no format"),
            (
                MappingOptions(columns: ["1=Date_of_Birth"], formats: ["Date_of_Birth=dmy"]),
                "--format Date_of_Birth=dmy: there is no such pattern; one that there is: dd.MM.yyyy"
            ),
        ])
    func mistakes(options: MappingOptions, message: String) throws {
        #expect(failure { try match(["Mail", "Twice", "Twice"], options) } == message)
    }
}
