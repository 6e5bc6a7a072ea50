import BulkModel
import BulkTesting
import Foundation
import Testing

/// An import stores a value as its author meant it, or refuses the row with a reason, or says what it did.
@Suite struct WriteTruthTests {
    private static let names: [ImportMapping] = ["Last_Name@0", "Company@1"]

    private func job(_ id: String, _ tester: AppTester) async throws -> JSONValue {
        try await tester.send(.get, "/longshore/v1/jobs/\(id)").json
    }

    /// Code, count and first lines of each note.
    private func notes(_ id: String, _ tester: AppTester) async throws -> [String] {
        (try await job(id, tester)["notes"]?.array ?? []).map { note in
            let lines = (note["lines"]?.array ?? []).map(\.description).joined(separator: ",")
            return "\(note["code"]?.string ?? "") \(note["field"]?.string ?? "-") \(note["count"]?.integer ?? 0) \(lines)"
        }
    }

    private func report(_ id: String, _ tester: AppTester) async throws -> [JSONValue] {
        try await tester.send(.get, "/longshore/v1/jobs/\(id)/report?format=jsonl").text.split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }
    }

    private func hints(_ id: String, _ tester: AppTester) async throws -> [String] {
        try await report(id, tester).compactMap { $0["errors"]?[0]?["hint"]?.string }
    }

    @Test("C-04 a cell that isn't there changes nothing, and an empty one clears")
    func missingCells() async throws {
        let tester = try await AppTester.writing()
        let short = try await tester.write(
            "update", "Ext_Id,Last_Name,Phone\nE-1,Old\n", ["Ext_Id@0", "Last_Name@1", "Phone@2"], findBy: "Ext_Id")
        #expect(short.statuses == ["UPDATED"])
        #expect(try await tester.record(WriteFixture.l1, ["Phone"])["Phone"] == "111")
        let empty = try await tester.write(
            "update", "Ext_Id,Last_Name,Phone\nE-1,Old,\n", ["Ext_Id@0", "Last_Name@1", "Phone@2"], findBy: "Ext_Id")
        #expect(empty.statuses == ["UPDATED"])
        #expect(try await tester.record(WriteFixture.l1, ["Phone"])["Phone"] == "")
    }

    @Test("C-05 commas separate groups of three digits, or groups as in India, and nothing else")
    func commas() async throws {
        let tester = try await AppTester.writing()
        let cells = ["9,99", "0,5", "1234,56", "1,23,4", "1,234", "12,34,567", "-1,234.5"]
        let rows = cells.enumerated().map { "N\($0.offset),X,\"\($0.element)\"" }
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Revenue\n" + rows.joined(separator: "\n"), ["Last_Name@0", "Company@1", "Revenue@2"])
        #expect(outcome.statuses == ["SKIPPED", "SKIPPED", "SKIPPED", "SKIPPED", "ADDED", "ADDED", "ADDED"])
        for row in 0..<4 { #expect(outcome.row(row).errors == "INVALID_DATA-Revenue") }
        var stored: [String?] = []
        for row in 4..<7 { stored.append(try await tester.record(outcome.recordNumber(row), ["Revenue"])["Revenue"]) }
        #expect(stored == ["1234", "1234567", "-1234.5"])
    }

    @Test("C-06 one byte that is no UTF-8 spoils its row, and no other")
    func strayByte() async throws {
        let tester = try await AppTester.writing()
        var csv = Data("Last_Name,Company\n".utf8)
        for row in 0..<50 {
            csv += row == 20 ? Data("M".utf8) + Data([0xFC]) + Data("ller20,X\n".utf8) : Data("Müller\(row),X\n".utf8)
        }
        let outcome = try await tester.write(
            AppTester.request("insert", file: try await tester.upload(data: [("leads.csv", csv)]), Self.names))
        #expect(outcome.details["character_encoding"] == "UTF-8")
        #expect(outcome.counts() == "49/0/1/50")
        #expect(outcome.row(20).errors == "INVALID_DATA-Last_Name")
        #expect(try await tester.record(outcome.recordNumber(49), ["Last_Name"])["Last_Name"] == "Müller49")
        #expect(try await hints(outcome.job, tester).first?.hasPrefix("Line 22, column 1: the byte FC is no text in UTF-8") == true)
    }

    @Test("a row is refused for what is wrong with it: a quote, cells too many, a delimiter too many")
    func brokenRows() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Phone\nA,\"X\"Y,1\nB,Acme, Inc.,2\nC,,X,\nD,X,4\nE,\"X,5\nF,X,6\nG,\"Z\",7\n",
            ["Last_Name@0", "Company@1", "Phone@2"])
        #expect(outcome.statuses == ["SKIPPED", "SKIPPED", "SKIPPED", "ADDED", "SKIPPED", "ADDED", "ADDED"])
        let hints = try await hints(outcome.job, tester)
        #expect(hints[0].hasPrefix("Line 2, column 2: a quote opens this cell"))
        #expect(hints[1].hasPrefix("Line 3: the row has 4 cells and the header 3."))
        #expect(hints[2].hasPrefix("Line 4: the row has 4 cells and the header 3, the last one empty"))
        #expect(hints[3].hasPrefix("Line 6, column 2: a quote opens this cell"))
    }

    @Test("what went in otherwise than it stands is noted, for the job and row by row")
    func rowNotes() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert",
            "Last_Name,Company,Revenue,Reg_Day\nA,X,10.999,03/04/81\nB,X\nC,X,5,03/04/26\nD,X,1.5,03/04/26,\nE,X,2.5,03/04/26\nF,X,2,03/04/26\n",
            ["Last_Name@0", "Company@1", "Revenue@2", "Reg_Day@3~MM/dd/yy"])
        #expect(outcome.counts() == "6/0/0/6")
        #expect(
            try await notes(outcome.job, tester) == [
                "SHORT_ROWS - 1 3", "DECIMALS_CUT Revenue 1 2", "TWO_DIGIT_YEAR Reg_Day 5 2,4,5,6,7", "SHORT_ROW - 1 3",
                "EMPTY_SURPLUS - 1 5",
            ])
        let rows = try await report(outcome.job, tester).map { ($0["notes"]?.array ?? []).compactMap { $0["code"]?.string } }
        #expect(
            rows == [
                ["DECIMALS_CUT", "TWO_DIGIT_YEAR"], ["SHORT_ROW"], ["TWO_DIGIT_YEAR"], ["TWO_DIGIT_YEAR", "EMPTY_SURPLUS"],
                ["TWO_DIGIT_YEAR"],
                ["TWO_DIGIT_YEAR"],
            ])
        let csv = try await tester.send(.get, "/longshore/v1/jobs/\(outcome.job)/report?format=csv").text.split(separator: "\n")
        #expect(
            csv[1].hasSuffix(
                "Revenue: the field keeps fewer decimals; the others were cut off. Reg_Day: the year has two digits; its century was chosen."
            ))
    }

    @Test("lines that are no rows are passed over, and the job says so")
    func passedOver() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company\n,\nA,X\n , \nLast_Name,Company\nB,Y\n,,\n", Self.names)
        #expect(outcome.counts() == "2/0/0/2")
        #expect(outcome.lines().count == 3)
        #expect(try await notes(outcome.job, tester) == ["EMPTY_LINES - 3 2,4,7", "REPEATED_HEADERS - 1 5"])
    }

    @Test("a file that isn't UTF-8 is read as windows-1252, and the job says that this was a guess")
    func guessedEncoding() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(data: [("leads.csv", Data("Last_Name,Company\nM".utf8) + Data([0xFC]) + Data("ller,X".utf8))])
        let outcome = try await tester.write(AppTester.request("insert", file: file, Self.names))
        #expect(try await notes(outcome.job, tester) == ["GUESSED_ENCODING - 1 "])
    }

    @Test(
        "a file that can't be trusted as a whole is refused in words",
        arguments: [
            ("Last_Name,Company\nr1,A,X\nr2,B,X\nr3,C,X\n", "the header has 2 columns"),
            ("sep=;\nLast_Name;Company\nA;X\n", "begins with sep="),
            ("Last_\"Name,\"Company\"x\nA,X\n", "the header has a quote"),
        ])
    func refusedFiles(csv: String, words: String) async throws {
        let tester = try await AppTester.writing()
        let answer = try await tester.sendWrite(AppTester.request("insert", file: try await tester.upload(csv), Self.names))
        #expect(answer.status == 400)
        #expect(answer.json["code"] == "FILE_NOT_SUPPORTED")
        #expect(answer.json["details"]?["reason"]?.string?.contains(words) == true, "\(answer.text)")
    }

    @Test("invisible characters at the ends of cells, and within addresses and numbers, are no content")
    func invisible() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert",
            "Last_Name,Company,Email,Phone,Lead_Source\n\u{200B}Zoe\u{A0},\u{202A}X\u{202C},a\u{200B}nn@x.com\u{A0},+49\u{A0}176,\u{FEFF}Advertisement\u{200B}\nYan,X,\u{A0},,\n",
            ["Last_Name@0", "Company@1", "Email@2", "Phone@3", "Lead_Source@4"])
        #expect(outcome.statuses == ["ADDED", "ADDED"])
        let stored = try await tester.record(outcome.recordNumber(0), ["Last_Name", "Company", "Email", "Phone", "Lead_Source"])
        #expect(stored["Last_Name"] == "Zoe")
        #expect(stored["Company"] == "X")
        #expect(stored["Email"] == "ann@x.com")
        #expect(stored["Phone"] == "+49 176")
        #expect(stored["Lead_Source"] == "Advertisement")
    }

    @Test("whole numbers with zeros behind the point, and hours of one digit, are read")
    func sayable() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write(
            "insert", "Last_Name,Company,Employees,Visit\nA,X,75.0,1/5/2026 3:04 PM\n",
            ["Last_Name@0", "Company@1", "Employees@2", "Visit@3"])
        #expect(outcome.statuses == ["ADDED"])
        #expect(try await tester.record(outcome.recordNumber(0), ["Employees"])["Employees"] == "75")
    }
}
