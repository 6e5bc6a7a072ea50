import BulkModel
import BulkTesting
import Testing

/// The same rows, made at random, as a file and as calls of the record API: the same records are stored in the end, and the same things
/// are wrong with the same rows. (bulk write specification, sections 7 to 12; platform specification, section 14)
@Suite struct RecordsLikeImportsTests {
    private static let fields = [
        "Last_Name", "Company", "Ext_Id", "Email", "Phone", "Employees", "Revenue", "Opt_Out", "Reg_Day", "Lead_Source", "Courses",
        "Account_Lookup", "Full_Name",
    ]

    @Test(arguments: 1...4)
    func rowsBecomeTheSameRecordsEitherWay(_ seed: UInt64) async throws {
        let byFile = try await AppTester.writing()
        let byCall = try await AppTester.writing()
        var numbers = TestNumbers(seed: seed)
        for operation in ["insert", "upsert", "update", "upsert", "insert"] {
            let ids = try await (byFile.records([]), byCall.records([]))
            let rows = (0..<50).map { _ in MadeRow(&numbers, isUpdate: operation == "update", records: ids.0.count) }
            let mappings =
                MadeRow.columns.enumerated().map { "\($1)@\($0)" } + (operation == "update" ? ["id@\(MadeRow.columns.count)"] : [])
            let key = ["insert": nil, "update": "id", "upsert": "Ext_Id"][operation] ?? nil
            let imported = try await byFile.write(
                operation, rows.csv(ids.0), mappings.map { ImportMapping($0.replacing("Account_Lookup@11", with: "Account_Lookup@11^id")) },
                findBy: key)
            let path = operation == "upsert" ? "Leads/upsert" : "Leads"
            let answer = try await byCall.call(
                operation == "update" ? .put : .post, path,
                #"{"data":[\#(rows.json(ids.1))],"duplicate_check_fields":["Ext_Id"]}"#)
            for row in rows.indices {
                let file = Self.kinds(ofFile: imported.row(row).errors)
                #expect(Self.kinds(ofCall: answer.element(row)) == file, "\(operation) \(row): \(rows[row].values)")
            }
            let stored = try await (byFile.records(Self.fields), byCall.records(Self.fields))
            #expect(stored.0.map { Self.values($0) } == stored.1.map { Self.values($0) }, "\(operation)")
            #expect(try await byFile.pickList("Courses") == byCall.pickList("Courses"))
        }
    }

    private static func values(_ record: [String: String]) -> [String] { fields.map { record[$0] ?? "" } }

    /// `CODE-Field` for each thing that is wrong.
    private static func kinds(ofFile errors: String) -> Set<String> {
        var kinds: Set<String> = []
        for group in errors.split(separator: ":") {
            let parts = group.split(separator: "-", maxSplits: 1)
            for field in parts[1].split(separator: ",") { kinds.insert("\(common(String(parts[0])))-\(field)") }
        }
        return kinds
    }

    private static func kinds(ofCall element: JSONValue) -> Set<String> {
        guard element["code"] != "SUCCESS" else { return [] }
        let errors = element["details"]?["errors"]?.array ?? [element]
        return Set(
            errors.map { error in
                "\(common(error["code"]?.string ?? ""))-\(error["details"]?["api_name"]?.string ?? "id")"
            })
    }

    /// The two ways have different words for a few things.
    private static func common(_ code: String) -> String {
        ["RESOURCE_NOT_FOUND": "INVALID_DATA", "BLOCKED_RECORD": "RECORD_LOCKED"][code] ?? code
    }
}

/// A row with each value as a file and as JSON write it.
private struct MadeRow {
    static let columns = [
        "Last_Name", "Company", "Ext_Id", "Email", "Phone", "Employees", "Revenue", "Opt_Out", "Reg_Day", "Lead_Source", "Courses",
        "Account_Lookup",
    ]

    let values: [(csv: String, json: String)]
    /// Which of the stored records an update is for; nil for one that there is not.
    let target: Int?

    init(_ numbers: inout TestNumbers, isUpdate: Bool, records: Int) {
        func pick(_ texts: String...) -> (String, String) {
            let text = texts[numbers.index(texts.count)]
            return (text, text.isEmpty ? "null" : "\"\(text)\"")
        }
        func literal(_ texts: String...) -> (String, String) {
            let text = texts[numbers.index(texts.count)]
            return (text, text.isEmpty ? "null" : text)
        }
        let day = ["2024-02-29", "2023-02-29", "", "1999-12-31", "2001-01-01"][numbers.index(5)]
        let courses = [[], ["A"], ["b", "New"], ["A", "B", "a"], ["Newer"]][numbers.index(5)]
        values = [
            pick("Ann", "Bob", "", "Zoë"), pick("Acme", "Zylker"), pick("", "k1", "K1", "k2", "ß", "SS", "E-1", "E-2", "E-3", "k3"),
            pick("", "a@x.com", "nobody", "b@x.com", "a@x.com"), pick("", "1", "+2 3", "*"), literal("", "42", "-7", "1234567890", "1.5"),
            literal("", "2.5", "-0.125", "12345678901234567", "99.999"), literal("true", "false", "", "true"),
            (day, day.isEmpty ? "null" : "\"\(day)\""),
            pick("", "Advertisement", "advertisement", "Sky", "sky"),
            (courses.joined(separator: ";"), "[\(courses.map { "\"\($0)\"" }.joined(separator: ","))]"),
            pick("", String(WriteFixture.a1), "4711", String(WriteFixture.a2), "Zylker"),
        ]
        let target = numbers.index(records + 1)
        self.target = isUpdate && target < records ? target : nil
    }
}

extension [MadeRow] {
    /// - Parameter records: those that updates are for.
    fileprivate func csv(_ records: [[String: String]]) -> String {
        let lines = map { row in (row.values.map(\.csv) + [id(row, records)]).joined(separator: ",") }
        return ((MadeRow.columns + ["id"]).joined(separator: ",") + "\n") + lines.joined(separator: "\n")
    }

    fileprivate func json(_ records: [[String: String]]) -> String {
        map { row in
            let members = zip(MadeRow.columns, row.values).map { "\"\($0)\":\($1.json)" }
            let id = row.target == nil && !isUpdate ? [] : ["\"id\":\"\(id(row, records))\""]
            return "{\((members + id).joined(separator: ","))}"
        }.joined(separator: ",")
    }

    private var isUpdate: Bool { contains { $0.target != nil } }

    private func id(_ row: MadeRow, _ records: [[String: String]]) -> String {
        row.target.flatMap { records[$0]["id"] } ?? "4711"
    }
}

extension TestNumbers {
    fileprivate mutating func index(_ count: Int) -> Int {
        Int.random(in: 0..<count, using: &self)
    }
}
