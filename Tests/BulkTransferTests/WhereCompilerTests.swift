import BulkModel
import Foundation
import Testing

import enum BulkClient.Criteria
import struct BulkClient.FieldDescription

@testable import BulkTransfer

@Suite("Filters")
struct WhereCompilerTests {
    static func compiler(timeZone: String = "Europe/Berlin", related: [String: [FieldDescription]] = [:]) -> WhereCompiler {
        // 2026-03-29T23:30:00Z, which is the 30th in Berlin, a day after clocks went forward there.
        WhereCompiler(
            module: "Contacts", fields: SampleFields.contacts, relatedFields: related, timeZone: timeZone,
            now: Date(timeIntervalSince1970: 1_774_827_000))
    }

    private func criteria(_ text: String) throws -> Criteria { try Self.compiler().compile(text).criteria }

    @Test(
        "a condition is the comparison that means it",
        arguments: [
            ("Last_Name = 'Lee'", .comparison("Last_Name", .equal, "Lee")),
            ("last_name == \"O'Neil\"", .comparison("Last_Name", .equal, "O'Neil")),
            ("\"Last Name\" <> 'Lee'", .comparison("Last_Name", .notEqual, "Lee")),
            ("`number of children` > 2", .comparison("Children", .greaterThan, 2)),
            ("Phone = 0049", .comparison("Phone", .equal, "0049")),
            ("Annual_Revenue > 1e6", .comparison("Annual_Revenue", .greaterThan, 1_000_000)),
            ("Annual_Revenue <= '2.50'", .comparison("Annual_Revenue", .lessEqual, .number("2.50"))),
            ("Children between 1 and 3", .all([.comparison("Children", .greaterEqual, 1), .comparison("Children", .lessEqual, 3)])),
            ("Children not between 1 and 3", .any([.comparison("Children", .lessThan, 1), .comparison("Children", .greaterThan, 3)])),
            ("Lead_Source in ('Web', '')", .comparison("Lead_Source", .isIn, ["Web", "${EMPTY}"])),
            ("Lead_Source not in ('Web')", .comparison("Lead_Source", .notIn, ["Web"])),
            ("Lead_Source is null", .comparison("Lead_Source", .equal, "${EMPTY}")),
            ("Lead_Source = null", .comparison("Lead_Source", .equal, "${EMPTY}")),
            ("Lead_Source != ''", .comparison("Lead_Source", .notEqual, "${EMPTY}")),
            ("Account_Name is not empty", .comparison("Account_Name", .notEqual, "${EMPTY}")),
            ("Account_Name = 554023000000900001", .comparison("Account_Name", .equal, "554023000000900001")),
            ("id in (1, '2')", .comparison("id", .isIn, ["1", "2"])),
            ("Owner = 'Boyle'", .comparison("Owner", .equal, "Boyle")),
            ("owner.Last_Name contains 'oy'", .comparison("Owner.last_name", .contains, "oy")),
            ("Account_Name.Account_Name starts with 'Z'", .comparison("Account_Name.Account_Name", .startsWith, "Z")),
            ("Account_Name.id = 5", .comparison("Account_Name.id", .equal, "5")),
            ("Contacts.Last_Name = 'x'", .comparison("Last_Name", .equal, "x")),
            ("Email_Opt_Out = true", .comparison("Email_Opt_Out", .equal, true)),
            ("Email_Opt_Out != TRUE", .comparison("Email_Opt_Out", .equal, false)),
            ("not Email_Opt_Out = 'false'", .comparison("Email_Opt_Out", .equal, true)),
            ("$converted = false", .comparison("$converted", .equal, false)),
            ("Languages contains 'en'", .comparison("Languages", .contains, "en")),
        ] as [(String, Criteria)])
    func comparisons(text: String, expected: Criteria) throws {
        #expect(try criteria(text) == expected)
    }

    @Test(
        "a pattern is what can be said of it",
        arguments: [
            ("like 'abc'", .equal, "abc"), ("like 'abc%'", .startsWith, "abc"), ("like '%abc'", .endsWith, "abc"),
            ("like '%a b%'", .contains, "a b"),
            ("like '%%abc%'", .contains, "abc"), (#"like '50\%%'"#, .startsWith, "50%"), ("not like 'abc'", .notEqual, "abc"),
            ("not like '%abc%'", .notContains, "abc"), ("like '%'", .notEqual, "${EMPTY}"), ("not like '%'", .equal, "${EMPTY}"),
            ("like ''", .equal, "${EMPTY}"),
        ] as [(String, Criteria.Comparator, String)])
    func patterns(text: String, comparator: Criteria.Comparator, value: String) throws {
        #expect(try criteria("Last_Name \(text)") == .comparison("Last_Name", comparator, .string(value)))
    }

    @Test(
        "a day of a time is all of its seconds, in the zone",
        arguments: [
            ("= 2026-01-05", .between, ["2026-01-05T00:00:00+01:00", "2026-01-05T23:59:59+01:00"]),
            ("!= 2026-01-05", .notBetween, ["2026-01-05T00:00:00+01:00", "2026-01-05T23:59:59+01:00"]),
            ("= 2026-03-29", .between, ["2026-03-29T00:00:00+01:00", "2026-03-29T23:59:59+02:00"]),
            (">= 2026-01-05", .greaterEqual, "2026-01-05T00:00:00+01:00"), ("> 2026-01-05", .greaterEqual, "2026-01-06T00:00:00+01:00"),
            ("< 2026-01-05", .lessThan, "2026-01-05T00:00:00+01:00"), ("<= 2026-03-29", .lessThan, "2026-03-30T00:00:00+02:00"),
            ("between 2026-01-05 and 2026-01-06", .between, ["2026-01-05T00:00:00+01:00", "2026-01-06T23:59:59+01:00"]),
            ("between '2026-01-05' and 2026-01-06 12:00", .between, ["2026-01-05T00:00:00+01:00", "2026-01-06T12:00:00+01:00"]),
            ("> 2026-01-05T10:00:00Z", .greaterThan, "2026-01-05T11:00:00+01:00"),
            ("<= 2026-07-05 10:00", .lessEqual, "2026-07-05T10:00:00+02:00"),
            ("= 2026-01-05T10:00:00.000+0530", .equal, "2026-01-05T05:30:00+01:00"),
            ("= 20260105T100000Z", .equal, "2026-01-05T11:00:00+01:00"), ("= 2026-01-05T10:00+05", .equal, "2026-01-05T06:00:00+01:00"),
            ("= '20260105T1000'", .equal, "2026-01-05T10:00:00+01:00"), ("< 20260105", .lessThan, "2026-01-05T00:00:00+01:00"),
            ("= today", .between, ["2026-03-30T00:00:00+02:00", "2026-03-30T23:59:59+02:00"]),
            (">= Yesterday", .greaterEqual, "2026-03-29T00:00:00+01:00"),
            ("is null", .equal, "${EMPTY}"), ("!= null", .notEqual, "${EMPTY}"),
        ] as [(String, Criteria.Comparator, JSONValue)])
    func times(text: String, comparator: Criteria.Comparator, value: JSONValue) throws {
        #expect(try criteria("Last_Visit \(text)") == .comparison("Last_Visit", comparator, value))
    }

    @Test func aListOfDaysIsTheirRanges() throws {
        let first = Criteria.comparison("Last_Visit", .between, ["2026-01-05T00:00:00+01:00", "2026-01-05T23:59:59+01:00"])
        let list = Criteria.comparison("Last_Visit", .isIn, ["${EMPTY}", "2026-01-06T10:00:00+01:00"])
        #expect(try criteria("Last_Visit in (2026-01-05, 2026-01-06 10:00, null)") == .any([list, first]))
        #expect(
            try criteria("Last_Visit not in (2026-01-05)")
                == .comparison("Last_Visit", .notBetween, ["2026-01-05T00:00:00+01:00", "2026-01-05T23:59:59+01:00"]))
        #expect(try criteria("Last_Visit in (2026-01-06 10:00)") == .comparison("Last_Visit", .isIn, ["2026-01-06T10:00:00+01:00"]))
    }

    @Test func aDateIsItself() throws {
        #expect(try criteria("Date_of_Birth <= 2026-01-05") == .comparison("Date_of_Birth", .lessEqual, "2026-01-05"))
        #expect(try criteria("Date_of_Birth = tomorrow") == .comparison("Date_of_Birth", .equal, "2026-03-31"))
    }

    @Test func notIsPushedToTheComparisons() throws {
        #expect(
            try criteria("not (Children < 3 or Last_Name contains 'x' and Owner is null)")
                == .all([
                    .comparison("Children", .greaterEqual, 3),
                    .any([.comparison("Last_Name", .notContains, "x"), .comparison("Owner", .notEqual, "${EMPTY}")]),
                ]))
    }

    @Test func groupsAreFlat() throws {
        let names = ["a", "b", "c", "d"].map { Criteria.comparison("Last_Name", .equal, .string($0)) }
        #expect(try criteria("Last_Name = 'a' and (Last_Name = 'b' and (Last_Name = 'c'))") == .all(Array(names.prefix(3))))
        #expect(
            try criteria("Last_Name = 'a' or Last_Name = 'b' AND Last_Name = 'c' Or Last_Name = 'd'")
                == .any([names[0], .all([names[1], names[2]]), names[3]]))
    }

    @Test func fieldsOfOtherModulesAreCheckedWhereTheyAreKnown() throws {
        let related = ["Accounts": [FieldDescription(apiName: "Employees", label: "Staff", dataType: "integer")]]
        let compiler = Self.compiler(related: related)
        #expect(try compiler.compile("\"account name.staff\" > 5").criteria == .comparison("Account_Name.Employees", .greaterThan, 5))
        #expect(failure { try compiler.compile("Account_Name.Empoyees > 5") }?.contains("did you mean Employees?") == true)
        #expect(failure { try compiler.compile("Account_Name.Employees contains '5'") }?.contains("is a number") == true)
    }

    @Test func valuesThatAreNoOptionAreLetThroughAndTold() throws {
        let filter = try Self.compiler().compile("Lead_Source in ('web', 'Advertisment') and Languages = 'en;fr'")
        #expect(
            filter.notes == [
                "Lead_Source has no option 'Advertisment'; did you mean Advertisement?", "Languages has no option 'fr'",
            ])
        #expect(try Self.compiler().compile("Lead_Source contains 'Adv'").notes.isEmpty)
    }

    @Test(
        "what makes no sense is refused, at its place and with what to write",
        arguments: [
            (
                "", 0..<0, "the conditions end where the name of a field is expected",
                "such as: Lead_Source = 'Advertisement' and Created_Time >= 2026-01-01"
            ),
            ("Lead_Sorce = 'x'", 0..<10, "Contacts has no field Lead_Sorce", "did you mean Lead_Source?"),
            ("Lead Source = 'x'", 0..<4, nil, nil),
            ("Remarks = 1", 0..<7, "Contacts has no field Remarks", "did you mean Notes_Long or Remarks1?"),
            ("\"Remarks\" = 1", 0..<9, "\"Remarks\" could be Notes_Long or Remarks1", "write the API name"),
            ("Photo = 1", 0..<5, "records can't be filtered by Photo, which is of the type imageupload", nil),
            ("Last_Name.id = 1", 0..<12, "Last_Name is no lookup, so nothing can follow a dot", nil),
            ("Owner.name = 'x'", 0..<10, "a user has no field name", nil),
            ("Last_Name < 'x'", 10..<11, "Last_Name is a text and can't be compared by \"<\"", nil),
            ("Children like '5%'", 9..<13, "Children is a number and can't be compared by \"like\"", nil),
            (
                "Account_Name contains 'Z'", 13..<21, "Account_Name is a lookup and can't be compared by \"contains\"",
                "it takes =, !=, in, not in, is empty, is not empty; for its name write Account_Name.Account_Name"
            ),
            (
                "Account_Name = 'Zylker'", 15..<23, "Account_Name is a lookup, and this is none",
                "it holds ids; for its name write Account_Name.Account_Name"
            ),
            ("Lead_Source = Web", 14..<17, "Web is no value", "texts stand in quotes: 'Web'"),
            ("Children = many", 11..<15, "many is no value", "Children is a number, such as 1000, 2.5"),
            ("Children = 'many'", 11..<17, "Children is a number, and this is none", "such as 1000, 2.5"),
            ("Children = 1e20", 11..<15, "a number has at most 19 digits", nil),
            ("Email_Opt_Out = 1", 16..<17, "Email_Opt_Out is true or false, and this is neither", nil),
            ("Email_Opt_Out is null", 14..<21, "Email_Opt_Out is true or false and can't be compared by \"is empty\"", "it takes =, !="),
            (
                "Last_Visit = 2026-02-30", 13..<23, "there is no such date, or it isn't written as dates are",
                "dates are written 2026-12-31, and with a time 2026-12-31T23:59:59+02:00 or 2026-12-31 23:59"
            ),
            ("Last_Visit = 2026-02-03T10:00:00.5Z", 13..<35, "times are compared to the second", "leave the fraction out"),
            ("Date_of_Birth = 2026-02-03 10:00", 16..<32, "Date_of_Birth is a date without a time", "such as 2026-12-31, today"),
            ("Last_Visit > null", 13..<17, "nothing can be compared with an empty value by \">\"", nil),
            (
                "not Last_Name starts with 'x'", 14..<25,
                "\"not\" before the condition asks for \"not starts with\", and there is no comparator \"not starts with\"",
                "\"not contains\" is the nearest that there is"
            ),
            ("Last_Name like 'a%b'", 15..<20, "the pattern can't be said by criteria", nil),
            ("Last_Name not like 'a%'", 10..<18, "there is no comparator for texts that don't begin or end so", nil),
            ("Last_Name = 'x' && Children = 1", 16..<17, nil, "write \"and\""),
            ("Last_Name = 'O'Neil'", 15..<19, "expected here: and, or, or the end", "a quote within a text is doubled: 'O''Neil'"),
            ("Last_Name in 'x'", 13..<16, "expected here: an opening parenthesis", "lists stand in parentheses: in ('a', 'b')"),
        ] as [(String, Range<Int>, String?, String?)])
    func refusals(text: String, place: Range<Int>, message: String?, hint: String?) throws {
        do {
            let filter = try Self.compiler().compile(text)
            Issue.record("\(text) was read as \(filter.criteria.json)")
        } catch {
            if text == "Lead Source = 'x'" {
                #expect(error.place == 5..<11 && error.hint?.hasSuffix("a name with blanks stands in double quotes") == true)
                return
            }
            #expect(error.place == place, "\(text)")
            if let message { #expect(error.message == message) }
            if let hint { #expect(error.hint == hint) }
        }
    }

    @Test func limitsAreThoseOfTheServer() throws {
        let values = (0...200).map { "'\($0)'" }.joined(separator: ",")
        #expect(failure { try criteria("Last_Name in (\(values))") }?.hasPrefix("a list takes 200 values") == true)
        let many = Array(repeating: "Last_Name = 'x'", count: 26).joined(separator: " or ")
        #expect(failure { try criteria(many) }?.hasPrefix("there are more than 25 comparisons") == true)
        #expect(
            failure { try criteria("Last_Name = '\(String(repeating: "x", count: 256))'") }?.hasPrefix("a text has at most 255") == true)
    }

    @Test(
        "numbers are written without exponents",
        arguments: [
            ("1e6", "1000000"), ("1.5e3", "1500"), ("15e-1", "1.5"), ("1e-3", "0.001"), ("-2.50", "-2.50"), ("+5", "5"), ("007", "7"),
            ("0", "0"),
            ("-1.20e1", "-12"), ("0.10", "0.10"),
        ])
    func plainNumbers(literal: String, text: String) {
        #expect(PlainNumber(literal)?.text == text)
    }

    @Test("and nothing else is a number", arguments: ["", "-", "1.", ".5", "1e", "1e99999999999999999999", "0x1", "1 000", "1,5", "١"])
    func noNumbers(literal: String) {
        #expect(PlainNumber(literal) == nil)
    }
}
