import BulkClient
import Testing

@testable import BulkTransfer

/// What the cells of a column say about it.
@Suite("Cells of columns")
struct ColumnCellsTests {
    private func match(
        _ header: [String], _ rows: [[String]], _ options: MappingOptions = MappingOptions(), file: MappingFile? = nil
    ) throws -> MappingProposal {
        try ColumnMatcher(module: "Contacts", fields: SampleFields.contacts, operation: .update, findBy: "Last_Name")
            .match(header: ["Last_Name"] + header, samples: rows.map { ["A"] + $0 }, options: options, file: file)
    }

    private func apply(_ proposal: MappingProposal, _ cell: String) -> CellTranslation.Result? {
        proposal.translations[1].map { Array(cell.utf8).withUnsafeBufferPointer($0.apply) }
    }

    @Test func aDoubtAboutDatesIsAProblemThatNamesBothReadingsAndTheWayOut() throws {
        let proposal = try match(["Date of Birth"], [["12/03/1981"]])
        #expect(
            proposal.problems == [
                "column Date of Birth: the cells of Date_of_Birth could be read either with month first (MM/dd/yyyy) or day first (dd/MM/yyyy), and no cell tells which. 12/03/1981 in line 2 is 3 December 1981 or 12 March 1981. Say --format Date_of_Birth=MM/dd/yyyy or --format Date_of_Birth=dd/MM/yyyy; or --default-formats, which takes month first in all such columns"
            ])
        #expect(proposal.questions.map(\.isNeeded) == [true])
        #expect(
            proposal.questions[0].choices.map(\.text) == [
                "month first, MM/dd/yyyy: 12/03/1981 is 3 December 1981", "day first, dd/MM/yyyy: 12/03/1981 is 12 March 1981",
            ])
    }

    @Test func theAnswerSettlesIt() throws {
        let rows = [["12/03/1981"]]
        var options = MappingOptions()
        options.add(try match(["Date of Birth"], rows).questions[0].choices[1].answer)
        let proposal = try match(["Date of Birth"], rows, options)
        #expect(proposal.problems.isEmpty && proposal.questions.isEmpty && proposal.notes.isEmpty)
        #expect(proposal.columns[1].mapping?.format == "dd/MM/yyyy")
    }

    @Test func aDoubtAboutAmountsSaysWhatTheyWouldBe() throws {
        let problems = try match(["Annual Revenue"], [["12,500"], ["7"]]).problems
        #expect(problems.count == 1)
        #expect(problems[0].contains("a point before decimals (#,###.##) or a comma before decimals (#.###,##)"))
        #expect(problems[0].contains("12,500 in line 2 is 12500 or 12.5"))
        #expect(problems[0].contains("--format 'Annual_Revenue=#,###.##'"))
    }

    @Test func whereCellsContradictOneAnotherThoseThatCouldBeEitherAreRefused() throws {
        let proposal = try match(["Date of Birth"], [["25/12/1981"], ["12/25/1981"], ["04/03/1981"]])
        #expect(proposal.problems.isEmpty)
        let note = try #require(proposal.notes.first)
        #expect(note.contains("the cells contradict one another: 12/25/1981 in line 3 is month first, 25/12/1981 in line 2 is day first"))
        #expect(note.contains("Cells that could be either will be refused"))
        let translation = try #require(proposal.translations[1])
        let results = ["25/12/1981", "12/25/1981", "04/03/1981", "04/04/1981"].map { text in
            Array(text.utf8).withUnsafeBufferPointer { translation.apply($0) }
        }
        #expect(results[0] == .same && results[1] == .same && results[3] == .same)
        #expect(results[2] != .same, "it is March or April")
    }

    @Test func theDocumentedReadingIsTakenWhereItIsAllowedAndTold() throws {
        let proposal = try match(["Date of Birth"], [["12/03/1981"]], MappingOptions(usesDefaultFormats: true))
        #expect(proposal.problems.isEmpty && proposal.questions.isEmpty)
        #expect(proposal.notes.count == 1 && proposal.notes[0].hasSuffix("--default-formats takes month first: MM/dd/yyyy"))
        #expect(proposal.columns[1].format == "MM/dd/yyyy")
    }

    @Test func theQuestionTellsWhatOtherColumnsAre() throws {
        let text = try match(["Last Visit", "Date of Birth"], [["25/12/2024 10:00", "12/03/1981"]]).questions[0].text
        #expect(text.hasSuffix("In the same file, column Last Visit is dd/MM/yyyy HH:mm."))
    }

    @Test func theReadingWithoutAFormatCanBeNamed() throws {
        let proposal = try match(["Date of Birth"], [["12/03/1981"]], MappingOptions(formats: ["Date_of_Birth=default"]))
        #expect(proposal.columns[1].mapping?.format == nil)
        #expect(proposal.columns[1].format == "default")
        #expect(proposal.problems.isEmpty)
    }

    @Test func cellsThatAreNothingAreToldWithTheirLine() throws {
        let notes = try match(["Date of Birth", "Children"], [["25/12/1981", "x"], ["n/a", "12"], ["31/12/1981", "3"]]).notes
        #expect(
            notes == [
                "column Date of Birth: 1 cell is no date as dd/MM/yyyy, the first \"n/a\" in line 3; such rows will be refused",
                "column Date of Birth: 1 cell has \"n/a\", a mark for no value (first in line 3); if they are to be empty, say --null n/a",
                "column Children: 1 cell is no number, the first \"x\" in line 2; such rows will be refused. A number is digits, with a sign before them and a point or comma before decimals, and no currency",
            ])
    }

    @Test func marksForNoValueAreEmptyIfSomebodySaysSo() throws {
        let proposal = try match(["Date of Birth"], [["25/12/1981"], ["n/a"]], MappingOptions(nulls: ["n/a"]))
        #expect(proposal.notes.isEmpty)
        #expect(apply(proposal, "n/a") == .replaced([]))
        #expect(proposal.translations.count == 2)
        #expect(proposal.nulls == ["n/a"])
    }

    @Test func yearsOfTwoDigitsAreTold() throws {
        let notes = try match(["Date of Birth", "Last Visit"], [["12/31/55", "31/12/55 10:00"]]).notes
        #expect(
            notes == [
                "column Date of Birth: years have two digits, and each is taken for the latest such year that isn't in the future: 12/31/55 in line 2 is in the year 1955",
                "column Last Visit: years have two digits, and each is taken for a year from 1970 to 2069: 31/12/55 10:00 in line 2 is in the year 2055",
            ])
    }

    @Test func theYesAndNoOfEnglishAreRead() throws {
        let proposal = try match(["Email Opt Out"], [["Yes"], ["no"], ["TRUE"], ["yes"], [""]])
        #expect(
            proposal.notes == [
                "column Email Opt Out: \"Yes\" (2 cells, first in line 2) is true, \"no\" (1 cell, first in line 3) is false"
            ])
        #expect(apply(proposal, "YES") == .replaced(Array("true".utf8)))
        #expect(apply(proposal, "No") == .replaced(Array("false".utf8)))
        #expect(apply(proposal, "true") == .same)
        #expect(proposal.questions.isEmpty)
    }

    @Test func theYesAndNoOfOtherLanguagesAreProposed() throws {
        let proposal = try match(["Email Opt Out"], [["ja"], ["nein"], ["Ja"]])
        #expect(
            proposal.notes == [
                "column Email Opt Out: \"ja\" (2 cells, first in line 2), \"nein\" (1 cell, first in line 3) are neither true nor false; such rows will be refused unless you say --true ja --false nein"
            ])
        #expect(
            apply(proposal, "JA")
                == .refused(hint: "Email Opt Out takes true or false, not \"ja\"; if that means true, say --true ja"))
        #expect(proposal.questions.map(\.isNeeded) == [false])
        #expect(proposal.problems.isEmpty)
        var options = MappingOptions()
        options.add(proposal.questions[0].choices[0].answer)
        let settled = try match(["Email Opt Out"], [["ja"], ["nein"], ["Ja"]], options)
        #expect(settled.notes.isEmpty && settled.questions.isEmpty)
        #expect(apply(settled, "nein") == .replaced(Array("false".utf8)))
    }

    @Test func wordsThatMeanNothingAreTold() throws {
        let notes = try match(["Email Opt Out"], [["maybe"], ["2"]]).notes
        #expect(notes.count == 1 && notes[0].contains("2 cells are neither true nor false, the first \"maybe\" in line 2"))
    }

    @Test func newOptionsAreToldBeforeTheyAreAdded() throws {
        let proposal = try match(["Lead Source"], [["advertisement"], ["Advertisment"], ["Fair"], ["Advertisment"]])
        #expect(
            proposal.notes == [
                "column Lead Source: Lead_Source gets 2 options that it doesn't have yet: \"Advertisment\" (2 rows, first in line 3, near \"Advertisement\"), \"Fair\" (1 row, first in line 4). To refuse such rows, say --new-options refuse; to take another option, say --translate Lead_Source:Advertisment=Advertisement"
            ])
        #expect(proposal.translations.isEmpty)
        #expect(
            proposal.questions[0].choices.map(\.text) == [
                "add them", "refuse such rows", "take the nearest option there is: Advertisment becomes Advertisement; add the others",
            ])
    }

    @Test func newOptionsCanBeRefused() throws {
        for options in [MappingOptions(newOptions: ["refuse"]), MappingOptions(newOptions: ["add", "lead source=refuse"])] {
            let proposal = try match(["Lead Source"], [["Web"], ["Fair"]], options)
            #expect(
                proposal.notes == ["column Lead Source: Lead_Source has no \"Fair\" (1 row, first in line 3); such rows will be refused"])
            #expect(apply(proposal, "Fair") == .refused(hint: "\"Fair\" is no option of Lead Source"))
            #expect(apply(proposal, "web") == .same)
            #expect(proposal.questions.isEmpty)
        }
    }

    @Test func optionsCanBeTranslated() throws {
        let options = MappingOptions(translations: ["Lead Source:Webb=Web", "lead_source:Messe=Fair"])
        let proposal = try match(["Lead Source"], [["webb"], ["Messe"]], options)
        #expect(apply(proposal, "Webb") == .replaced(Array("Web".utf8)))
        #expect(proposal.notes.count == 1 && proposal.notes[0].contains("\"Fair\" (1 row, first in line 3)"))
    }

    @Test func severalOptionsJoinedByAnotherMarkAreSeen() throws {
        let notes = try match(["Languages"], [["en;de"], ["en, de"]]).notes
        #expect(notes.count == 1 && notes[0].contains("\"en, de\" (1 row, first in line 3, perhaps \"en;de\")"))
    }

    @Test func usersByIDAndByAddressAreLeftToTheServer() throws {
        #expect(try match(["Owner"], [["5725767000000710001"], ["jo@x.com"]]).columns[1].mapping?.findBy == nil)
        #expect(try match(["Owner"], [["5725767000000710001"]]).columns[1].mapping?.findBy == "id")
        #expect(try match(["Owner"], [["jo@x.com"]]).columns[1].mapping?.findBy == "email")
        let named = try match(["Owner"], [["jo@x.com"], ["Jo Park"]])
        #expect(named.columns[1].mapping?.findBy == "email")
        #expect(
            named.notes == [
                "column Owner: users are found by id or by e-mail address, and 1 cell is neither: \"Jo Park\" in line 3; such rows will be refused"
            ])
    }

    @Test func numbersThatASpreadsheetHasRoundedAreTold() throws {
        let notes = try match(["Phone"], [["+49 176"], ["4.91764E+11"]]).notes
        #expect(notes.count == 1 && notes[0].contains("4.91764E+11 in line 3, in scientific notation"))
    }

    @Test func textsOfFormulasAreTakenOutAndTold() throws {
        let proposal = try match(["Phone"], [["=\"00123\""], ["5"]])
        #expect(
            proposal.notes == [
                "column Phone: 1 cell is written as a formula of a spreadsheet, =\"00123\" in line 2; the text in the quotes is taken"
            ])
        #expect(apply(proposal, "=\"00123\"") == .replaced(Array("00123".utf8)))
    }

    @Test func errorsOfSpreadsheetsAreToldInTextsToo() throws {
        let notes = try match(["Title", "Phone"], [["#N/A", "-"], ["Dr", "none"]]).notes
        #expect(
            notes == [
                "column Title: 1 cell has \"#N/A\", an error of a spreadsheet (first in line 2); if they are to be empty, say --null '#N/A'"
            ])
    }

    @Test func allThatWasFoundIsKeptInAMappingFile() throws {
        let rows = [["12/31/2024", "ja", "Webb", "1,234.5"]]
        let header = ["Date of Birth", "Email Opt Out", "Lead Source", "Annual Revenue"]
        let options = MappingOptions(
            trueWords: ["ja"], nulls: ["N/A"], translations: ["Lead_Source:Webb=Web"], newOptions: ["refuse"])
        let proposal = try match(header, rows, options)
        let file = MappingFile(proposal, module: "Contacts", path: "m.json")
        #expect(
            file.text == """
                {
                  "version": 1,
                  "module": "Contacts",
                  "columns": [
                    {"column":"Last_Name","field":"Last_Name"},
                    {"column":"Date of Birth","field":"Date_of_Birth","format":"MM/dd/yyyy"},
                    {"column":"Email Opt Out","field":"Email_Opt_Out","translate":[{"from":"ja","to":"true"}]},
                    {"column":"Lead Source","field":"Lead_Source","translate":[{"from":"Webb","to":"Web"}],"new_options":"refuse"},
                    {"column":"Annual Revenue","field":"Annual_Revenue","format":"#,###.##"}
                  ],
                  "constants": [],
                  "null": ["N/A"]
                }

                """)
        let read = try MappingFile(parsing: Array(file.text.utf8), path: "m.json")
        #expect(read == file)
        let again = try match(header, [["01/02/2024", "Ja", "N/A", "1,234"]], file: read)
        #expect(again.problems.isEmpty)
        #expect(again.columns.map(\.format) == [nil, "MM/dd/yyyy", nil, nil, "#,###.##"])
        #expect(again.translations[2]?.replacements == proposal.translations[2]?.replacements)
        #expect(again.translations[3] == proposal.translations[3])
    }

    @Test(
        "options about cells that say nothing are refused with what to say",
        arguments: [
            (MappingOptions(nulls: [" "]), "--null: say which cells stand for no value, as in --null N/A"),
            (MappingOptions(trueWords: [""]), "--true: say which word, as in --true Ja"),
            (MappingOptions(trueWords: ["x"], falseWords: ["X"]), "--false X: the word can't be both true and false"),
            (
                MappingOptions(translations: ["Lead_Source"]),
                "--translate Lead_Source: say field, old and new text, as in --translate \"Lead_Source:Webb=Web\""
            ),
            (MappingOptions(translations: ["Title:a=b"]), "--translate Title:a=b: no column is Title"),
            (MappingOptions(newOptions: ["no"]), "--new-options no: say add or refuse, or for one field Lead_Source=refuse"),
        ])
    func mistakes(options: MappingOptions, message: String) {
        #expect(failure { try match(["Lead Source"], [["Web"]], options) } == message)
    }

    @Test func manyKindsOfNearOptionsAreNoGuess() {
        #expect(NearOptions.nearest(to: "Advertisment", among: ["Web", "Advertisement"]) == "Advertisement")
        #expect(NearOptions.nearest(to: "Red", among: ["Rod", "Rid"]) == nil)
        #expect(NearOptions.nearest(to: "A", among: ["B"]) == nil)
    }

    @Test(
        "years of two digits lie where they make sense",
        arguments: [("Date_of_Birth", 55, 1_955), ("Closing_Date", 75, 2_075), ("Since", 55, 2_055)])
    func years(field: String, digits: Int, year: Int) {
        let rule = TwoDigitYear(FieldDescription(apiName: field, label: field, dataType: "date"))
        let read = digits < 70 ? 2_000 + digits : 1_900 + digits
        #expect(rule.date(for: .init(year: read, month: 1, day: 5), today: 20_400).year == year)
    }
}
