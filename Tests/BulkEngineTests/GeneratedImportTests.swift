import BulkModel
import BulkTesting
import Testing

/// Files made at random, over few enough values that rows collide all the time, against a plain model that takes one row after the
/// other. (bulk write specification, sections 7.2, 7.6 and 12)
@Suite struct GeneratedImportTests {
    @Test(arguments: 1...6)
    func rowsBecomeWhatTheyWouldOneAtATime(_ seed: UInt64) async throws {
        let tester = try await AppTester.writing()
        var numbers = TestNumbers(seed: seed)
        var model = ImportModel()
        for record in try await tester.records(ImportModel.columns) { model.adopt(record) }
        for _ in 0..<12 {
            let job = GeneratedJob(&numbers)
            let outcome = try await tester.write(
                job.operation, job.csv, ["Last_Name@0", "Company@1", "Ext_Id@2", "Email@3", "Phone@4"], findBy: job.findBy,
                ignoreEmpty: job.ignoresEmpty)
            let expected = job.rows.map { model.take($0, job) }
            let actual = expected.indices.map { "\(outcome.row($0).status) \(outcome.row($0).errors)" }
            #expect(actual == expected, "\(job.operation) by \(job.findBy ?? "nothing")\n\(job.csv)")
            let stored = try await tester.records(ImportModel.columns).map { row in ImportModel.columns.map { row[$0] ?? "" } }
            #expect(stored == model.records, "\(job.operation) by \(job.findBy ?? "nothing")\n\(job.csv)")
        }
    }
}

/// A job of sixty rows.
private struct GeneratedJob {
    let operation: String
    let findBy: String?
    let ignoresEmpty: Bool
    let rows: [[String]]

    init(_ numbers: inout TestNumbers) {
        operation = ["insert", "update", "upsert"][numbers.below(3)]
        let keys: [String?] = operation == "insert" ? [nil, "Ext_Id", "Email"] : ["Ext_Id", "Email"]
        findBy = keys[numbers.below(keys.count)]
        ignoresEmpty = numbers.below(2) == 0
        rows = (0..<60).map { _ in
            [
                ["", "Ann", "Bob", "Cid"][numbers.below(8) % 4], numbers.below(10) == 0 ? "" : "Acme",
                ["", "k1", "K1", "k2", "k3", "ß", "SS", "k4", "K5"][numbers.below(9)],
                ["", "a@x.com", "A@x.com", "b@x.com", "c@x.com", "d@x.com"][numbers.below(6)], ["", "1", "22", "333"][numbers.below(4)],
            ]
        }
    }

    var csv: String {
        ([["Last_Name", "Company", "Ext_Id", "Email", "Phone"]] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n")
    }
}

/// The store as a list, and the rules as they are written.
private struct ImportModel {
    static let columns = ["Last_Name", "Company", "Ext_Id", "Email", "Phone"]
    private static let uniqueColumn = 2
    /// Oldest first.
    private(set) var records: [[String]] = []

    mutating func adopt(_ record: [String: String]) {
        records.append(Self.columns.map { record[$0] ?? "" })
    }

    /// Does what a row asks for.
    /// - Returns: its status and errors.
    mutating func take(_ row: [String], _ job: GeneratedJob) -> String {
        var errors: [String: [String]] = [:]
        var target: Int?
        var isAbsent = false
        if let key = job.findBy.flatMap({ Self.columns.firstIndex(of: $0) }) {
            let matches = row[key].isEmpty ? [] : records.indices.filter { fold(records[$0][key]) == fold(row[key]) }
            let code: String? =
                switch (job.operation, matches.count) {
                case ("insert", 0): nil
                case ("insert", _): "DUPLICATE_DATA"
                case ("update", 0): row[key].isEmpty ? "MANDATORY_NOT_FOUND" : "RESOURCE_NOT_FOUND"
                case (_, 2...): "CANNOT_PROCESS"
                default: nil
                }
            if let code {
                errors[code, default: []].append(Self.columns[key])
                isAbsent = true
            } else {
                target = matches.first
            }
        }
        let isNew = target == nil && !isAbsent
        for column in [0, 1] where row[column].isEmpty && (isNew || !job.ignoresEmpty || job.operation == "insert") {
            errors["MANDATORY_NOT_FOUND", default: []].append(Self.columns[column])
        }
        let unique = Self.uniqueColumn
        if Self.columns[unique] != job.findBy, !row[unique].isEmpty,
            records.indices.contains(where: { $0 != target && fold(records[$0][unique]) == fold(row[unique]) })
        {
            errors["DUPLICATE_DATA", default: []].append(Self.columns[unique])
        }
        guard errors.isEmpty else { return "SKIPPED \(Self.text(errors))" }
        if let target {
            for column in row.indices where !row[column].isEmpty || !job.ignoresEmpty { records[target][column] = row[column] }
            return "UPDATED "
        }
        records.append(row)
        return "ADDED "
    }

    private static func text(_ errors: [String: [String]]) -> String {
        RowError.Code.allCases.compactMap { code -> String? in
            guard let names = errors[code.name] else { return nil }
            let sorted = names.sorted { (columns.firstIndex(of: $0) ?? 0) < (columns.firstIndex(of: $1) ?? 0) }
            return "\(code.name)-\(sorted.joined(separator: ","))"
        }.joined(separator: ":")
    }

    private func fold(_ text: String) -> [UInt8] {
        CaseFolding.folded(text.utf8)
    }
}

extension TestNumbers {
    fileprivate mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &self)
    }
}
