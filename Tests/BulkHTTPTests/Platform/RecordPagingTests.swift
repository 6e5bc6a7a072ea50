import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Lists of records page by page, by numbers and by tokens. (platform specification, section 14.1)
@Suite struct RecordPagingTests {
    /// Twenty accounts besides the two of the fixture; some have no time, some the same.
    private func tester(limits: Limits = .strict) async throws -> AppTester {
        let tester = try await AppTester.reading(limits: limits)
        let rows = (1...20).map { number -> (id: Int64, values: [String]) in
            let time = number % 5 == 0 ? "" : "2022-01-0\(number % 3 + 1)T10:00:00Z"
            return (554_023_000_000_801_000 + Int64(number), ["Account \(number)", time])
        }
        try await tester.insert(into: "Accounts", ["Account_Name", "Modified_Time"], rows)
        return tester
    }

    private func pages(_ tester: AppTester, _ parameters: String) async throws -> [Answer] {
        var pages = [try await tester.records("Accounts?" + parameters)]
        while let token = pages[pages.count - 1].json["info"]?["next_page_token"]?.string {
            pages.append(try await tester.records("Accounts?\(parameters)&page_token=\(token)"))
            try #require(pages.count < 40)
        }
        return pages
    }

    @Test(
        arguments: ["", "&sort_order=asc", "&sort_by=Modified_Time", "&sort_by=Modified_Time&sort_order=asc"], [1, 3, 7, 22, 200])
    func tokensGoThroughTheWholeListOnce(_ order: String, perPage: Int) async throws {
        let tester = try await tester()
        let whole = try await tester.records("Accounts?fields=id\(order)").numbers
        let pages = try await pages(tester, "fields=id\(order)&per_page=\(perPage)")
        #expect(pages.flatMap(\.numbers) == whole)
        #expect(whole.count == 22)
        for (index, page) in pages.enumerated() {
            let info = page.json["info"]
            #expect(info?["page"] == .integer(index + 1))
            #expect(info?["per_page"] == .integer(perPage))
            #expect(info?["count"] == .integer(page.numbers.count))
            #expect(info?["more_records"] == .boolean(index < pages.count - 1))
            #expect((info?["previous_page_token"] == .null) == (index == 0))
        }
    }

    @Test(arguments: ["", "&sort_by=Modified_Time", "&sort_by=Modified_Time&sort_order=asc"])
    func tokensGoBackToo(order: String) async throws {
        let tester = try await tester()
        let pages = try await pages(tester, "fields=id\(order)&per_page=6")
        #expect(pages.count == 4)
        var page = pages[3]
        for index in [2, 1, 0] {
            let token = try #require(page.json["info"]?["previous_page_token"]?.string)
            page = try await tester.records("Accounts?fields=id\(order)&per_page=6&page_token=\(token)")
            #expect(page.numbers == pages[index].numbers)
            #expect(page.json["info"]?["page"] == .integer(index + 1))
            #expect(page.json["info"]?["more_records"] == true)
        }
        #expect(page.json["info"]?["previous_page_token"] == .null)
        let token = try #require(page.json["info"]?["next_page_token"]?.string)
        #expect(try await tester.records("Accounts?fields=id\(order)&per_page=6&page_token=\(token)").numbers == pages[1].numbers)
    }

    @Test func recordsThatCameMeanwhileDoNotMoveTheNextPage() async throws {
        let tester = try await tester()
        let first = try await tester.records("Accounts?fields=id&per_page=5")
        let token = try #require(first.json["info"]?["next_page_token"]?.string)
        let before = try await tester.records("Accounts?fields=id&per_page=5&page_token=\(token)").numbers
        try await tester.insert(into: "Accounts", ["Account_Name"], [(554_023_000_000_802_000, ["New"])])
        #expect(try await tester.records("Accounts?fields=id&per_page=5&page_token=\(token)").numbers == before)
        #expect(try await tester.records("Accounts?fields=id&per_page=5&page=2").numbers != before)
    }

    @Test(arguments: allVersions)
    func pagesHaveNumbers(version: String) async throws {
        let tester = try await tester()
        let all = try await tester.records("Accounts?fields=id", version: version).numbers
        let second = try await tester.records("Accounts?fields=id&page=2&per_page=5", version: version)
        #expect(second.numbers == Array(all[5..<10]))
        #expect(second.json["info"]?["page"] == 2)
        #expect(second.json["info"]?["more_records"] == true)
        let last = try await tester.records("Accounts?fields=id&page=5&per_page=5", version: version)
        #expect(last.numbers == Array(all[20...]))
        #expect(last.json["info"]?["more_records"] == false)
        #expect(try await tester.records("Accounts?fields=id&page=6&per_page=5", version: version).status == 204)
        // Early clients begin with page 0, and nobody gets more than 200.
        let zero = try await tester.records("Accounts?fields=id&page=0&per_page=1000", version: version)
        #expect(zero.numbers == all)
        #expect(zero.json["info"]?["per_page"] == 200)
        #expect(zero.json["info"]?["page"] == 1)
        #expect((second.json["info"]?["next_page_token"] != nil) == versionsWithPageTokens.contains(version))
    }

    @Test func twoThousandRecordsCanBeHadByNumber() async throws {
        let tester = try await tester()
        for parameters in ["page=11", "page=2001&per_page=1", "page=14&per_page=150", "page=9223372036854775807"] {
            expectError(
                try await tester.records("Accounts?fields=id&\(parameters)"), "DISCRETE_PAGINATION_LIMIT_EXCEEDED", 400, ["limit": 2_000])
        }
        #expect(try await tester.records("Accounts?fields=id&page=10").status == 204)
        #expect(try await tester.records("Accounts?page=11", version: "v2").status == 204, "v2 has nothing else to go on by")
        expectError(
            try await tester.records("Accounts?page=501", version: "v2"), "PAGINATION_LIMIT_EXCEEDED", 400, ["limit": 100_000])
        let native = try await self.tester(limits: .native)
        #expect(try await native.records("Accounts?fields=id&page=11").status == 204)
        #expect(try await native.records("Accounts?fields=id&page=22&per_page=1").numbers.count == 1)
    }

    @Test func tokensEndAtTheirLimit() async throws {
        var limits = Limits.strict
        limits.recordsByPageToken = 10
        let tester = try await tester(limits: limits)
        let first = try await tester.records("Accounts?fields=id&per_page=5")
        let second = try await tester.records(
            "Accounts?fields=id&per_page=5&page_token=\(try #require(first.json["info"]?["next_page_token"]?.string))")
        #expect(second.numbers.count == 5)
        expectError(
            try await tester.records(
                "Accounts?fields=id&per_page=5&page_token=\(try #require(second.json["info"]?["next_page_token"]?.string))"),
            "PAGINATION_LIMIT_EXCEEDED", 400, ["limit": 10])
    }

    @Test func tokensLastADay() async throws {
        let tester = try await tester()
        let info = try await tester.records("Accounts?fields=id&per_page=5").json["info"]
        #expect(info?["page_token_expiry"] == "2026-03-02T17:30:00+05:30")
        let path = "Accounts?fields=id&per_page=5&page_token=\(try #require(info?["next_page_token"]?.string))"
        tester.clock.advance(by: 86_399)
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL")
        #expect(try await tester.records(path, token: token).status == 200)
        tester.clock.advance(by: 1)
        expectError(try await tester.records(path, token: token), "EXPIRED_VALUE", 400, ["param_name": "page_token"])
    }

    @Test(
        arguments: [
            "Accounts?fields=id,Phone", "Accounts?fields=id&sort_order=asc", "Accounts?fields=id&sort_by=Created_Time",
            "Accounts?fields=id&ids=1", "Accounts?fields=id&converted=true", "Accounts?fields=id&approved=both", "Contacts?fields=id",
        ])
    func tokensAreBoundToTheRequest(path: String) async throws {
        let tester = try await tester()
        let token = try #require(try await tester.records("Accounts?fields=id&per_page=5").json["info"]?["next_page_token"]?.string)
        expectError(
            try await tester.records("\(path)&page_token=\(token)"), "TOKEN_BOUND_DATA_MISMATCH", 400, ["param_name": "page_token"])
        #expect(try await tester.records("Accounts?fields=id&per_page=7&page_token=\(token)").numbers.count == 7, "but not to the size")
    }

    @Test func tokensAreBoundToUserAndOrganization() async throws {
        let tester = try await tester()
        let token = try #require(try await tester.records("Accounts?fields=id&per_page=5").json["info"]?["next_page_token"]?.string)
        let path = "Accounts?fields=id&per_page=5&page_token=\(token)"
        let jane = try await tester.token(scopes: "ZohoCRM.modules.ALL", user: ReadFixture.jane)
        expectError(try await tester.records(path, token: jane), "TOKEN_BOUND_DATA_MISMATCH", 400, ["param_name": "page_token"])
        let foreign = try await tester.tokenOfAnotherOrganization()
        // As if there were no such token at all.
        expectError(try await tester.records(path, token: foreign), "INVALID_DATA", 400, ["param_name": "page_token"])
    }

    @Test func alteredTokensAreNone() async throws {
        let tester = try await tester()
        let token = try #require(try await tester.records("Accounts?fields=id&per_page=5").json["info"]?["next_page_token"]?.string)
        var altered = (0..<token.count).map { index in
            token.enumerated().map { $0.offset == index ? ($0.element == "0" ? "1" : "0") : String($0.element) }.joined()
        }
        altered += ["", "0", String(token.dropLast()), token + "00", String(token.dropLast(2)), String(repeating: "z", count: token.count)]
        for text in altered where !text.isEmpty {
            expectError(
                try await tester.records("Accounts?fields=id&per_page=5&page_token=\(text)"), "INVALID_DATA", 400,
                ["param_name": "page_token"])
        }
    }

    @Test func aTokenAndAPageExcludeOneAnother() async throws {
        let tester = try await tester()
        let token = try #require(try await tester.records("Accounts?fields=id&per_page=5").json["info"]?["next_page_token"]?.string)
        expectError(
            try await tester.records("Accounts?fields=id&page=2&page_token=\(token)"), "AMBIGUITY_DURING_PROCESSING", 400,
            ["ambiguity_due_to": [["param_name": "page"], ["param_name": "page_token"]]])
    }
}
