import BulkModel
import BulkTesting
import Testing

/// Composed and decomposed forms of a text are one text to imports, and what is stored keeps its author's form.
@Suite struct WriteEqualTextTests {
    private static let fields: [ImportMapping] = ["Last_Name@0", "Company@1", "Ext_Id@2"]

    @Test func aUniqueFieldTakesOneOfBothFormsWhetherTheOtherIsStoredOrInTheSameFile() async throws {
        let tester = try await AppTester.writing()
        let stored = try await tester.write("insert", "Last_Name,Company,Ext_Id\nA,X,Caf\u{E9}", Self.fields)
        #expect(stored.statuses == ["ADDED"])
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Ext_Id\nB,X,cafe\u{301}\nC,X,Nai\u{308}ve\nD,X,NA\u{CF}VE\nE,X,Cafe", Self.fields)
        #expect(outcome.statuses == ["SKIPPED", "ADDED", "SKIPPED", "ADDED"])
        #expect(outcome.errors == ["DUPLICATE_DATA-Ext_Id", "", "DUPLICATE_DATA-Ext_Id", ""])
        let kept = try await tester.record(outcome.recordNumber(1), ["Ext_Id"])["Ext_Id"] ?? ""
        #expect(Array(kept.unicodeScalars) == Array("Nai\u{308}ve".unicodeScalars))
    }

    @Test func anUpsertFindsTheOtherForm() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "upsert", "Last_Name,Company,Ext_Id\nA,X,Caf\u{E9}\nB,X,Cafe\u{301}\nC,X,CAFE\u{301}", Self.fields, findBy: "Ext_Id")
        #expect(outcome.statuses == ["ADDED", "UPDATED", "UPDATED"])
        #expect(Set((0...2).map { outcome.recordNumber($0) }).count == 1)
    }

    @Test func lookupsFindTheOtherForm() async throws {
        let tester = try await AppTester.writing()
        try await tester.seed("Accounts", ["Account_Name"], [(5_725_767_000_000_700_009, ["A\u{30A}ngstro\u{308}m"])])
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Account\nA,X,\u{C5}ngstr\u{F6}m\nB,X,\u{212B}NGSTRO\u{308}M\nC,X,Angstrom",
            ["Last_Name@0", "Company@1", "Account_Lookup@2^Account_Name"])
        #expect(outcome.statuses == ["ADDED", "ADDED", "SKIPPED"])
        #expect(try await tester.record(outcome.recordNumber(1), ["Account_Lookup"])["Account_Lookup"] == "5725767000000700009")
    }

    @Test func aPicklistLearnsAValueInOneFormOnly() async throws {
        let tester = try await AppTester.writing()
        let before = try await tester.pickList("Lead_Source")
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Source\nA,X,M\u{E9}tal\nB,X,Me\u{301}tal\nC,X,ME\u{301}TAL",
            ["Last_Name@0", "Company@1", "Lead_Source@2"])
        #expect(outcome.statuses == ["ADDED", "ADDED", "ADDED"])
        #expect(try await tester.pickList("Lead_Source") == before + ["M\u{E9}tal"])
        let sources = try await tester.records(["Last_Name", "Lead_Source"]).suffix(3).map {
            Array(($0["Lead_Source"] ?? "").unicodeScalars)
        }
        #expect(sources == Array(repeating: Array("M\u{E9}tal".unicodeScalars), count: 3))
    }
}
