import BulkFormats
import BulkTesting
import Testing

/// Queries that nobody would write: each ends in a query or in an error with a place in the text, never otherwise.
@Suite struct COQLMutationTests {
    @Test func piecesInAnyOrderAreAQueryOrAnError() {
        var numbers = TestNumbers(seed: 3)
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0..<24, using: &numbers)).map { _ in Self.pieces.randomElement(using: &numbers)! }
                .joined(separator: Bool.random(using: &numbers) ? " " : "")
            if check("select \(text)") { read += 1 }
        }
        // That pieces by chance make a query is rare.
        #expect(read < 100)
    }

    @Test func changedQueriesAreAQueryOrAnError() {
        var numbers = TestNumbers(seed: 4)
        var read = 0
        for _ in 0..<20_000 {
            let text = ChangedText.random(of: Self.queries, inserting: Self.scalars, using: &numbers)
            if check(text) { read += 1 }
        }
        #expect(read > 1_000, "small changes often leave a query")
        #expect(read < 19_000, "and often break it")
    }

    @Test func aQueryThatIsReadIsTheSameWithOtherBlanksAndLetterCase() throws {
        for text in Self.queries {
            let query = try COQLParser.parse(text)
            var spaced = text.replacing(" ", with: "\t\r\n  ")
            for keyword in ["select", "from", "where", "and", "order by", "limit", "like", "between", "in", "not", "is"] {
                spaced = spaced.replacing("\t\r\n  \(keyword)\t", with: "\t\r\n  \(keyword.uppercased())\t")
            }
            #expect(try COQLParser.parse(spaced) == query, "\(text)")
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["(", "a,", "a = 1 and ", "'", "sum(", "!", "not ", "a in (1,", "\\", "-", "é", "\n"])
    func longQueriesTakeTimeByTheirLength(piece: String) {
        let many = String(repeating: piece, count: 200_000)
        _ = check("select \(many)")
        _ = check("select id from Leads where \(many)")
    }

    /// - Returns: whether the text is a query.
    private func check(_ text: String) -> Bool {
        do {
            let query = try COQLParser.parse(text)
            #expect(!query.columns.isEmpty && query.condition.count > 0, "\(text)")
            return true
        } catch .unexpected(let position, let near, _) {
            let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.indices.contains(position.line - 1) else {
                Issue.record("\(text)")
                return false
            }
            let rest = lines[position.line - 1].dropFirst(position.column - 1)
            #expect(String(String.UnicodeScalarView(rest)).hasPrefix(near.prefix { $0 != "\n" && $0 != "\r\n" }), "\(text)")
        } catch {}
        return false
    }

    private static let pieces = [
        "id", "Last_Name", "from", "where", "and", "or", "not", "in", "is", "null", "like", "between", "order", "group", "by", "limit",
        "offset", "as", "asc", "sum", "COUNT", "(", ")", ",", "=", "!=", "<", "#", "*", "!", "'x'", "'", "\\'", "1", "-2.5e9", "true", "\n",
        "日",
        "from Leads where", "a = 1", "Owner.last_name",
    ]

    private static let scalars: [Unicode.Scalar] = [
        "'", "(", ")", ",", " ", "=", "!", "<", "\\", "%", "0", "a", "\n", "é", "\u{0}", "日", "-", ".", "#",
    ]

    private static let queries = [
        "select Last_Name, Account_Name.Account_Name from Contacts where (Last_Name = 'Boyle' and Lead_Source is not null) order by id asc limit 0, 200",
        "select COUNT(id) as total, Lead_Source from Leads where Created_Time between '2021-01-01' and '2021-12-31' group by Lead_Source order by total desc",
        "select 'What_Id->Leads.Last_Name' from Tasks where (('What_Id->Leads.id' in ('1','2')) and ('What_Id->Leads.Industry' not like '%ERP%')) offset 5",
        "select id from Leads#554023000000087501 where Annual_Revenue >= -12.5 limit 5 offset 7",
    ]
}
