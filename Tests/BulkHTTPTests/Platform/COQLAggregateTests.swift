import BulkModel
import BulkTesting
import Testing

/// Numbers over records, and over groups of them. (platform specification, section 15)
@Suite struct COQLAggregateTests {
    @Test func numbersOverAllRecordsAreOneRowWithoutAnID() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql(
            """
            select COUNT(id), count(Annual_Revenue) as known, sum(Annual_Revenue), min(Created_Time), MAX(No_of_Employees) as most \
            from Leads where id is not null
            """)
        #expect(
            answer.text == """
                {"data":[{"COUNT(id)":3,"known":2,"SUM(Annual_Revenue)":3500.5,"MIN(Created_Time)":"2021-05-01T09:00:00+05:30",\
                "most":25}],"info":{"count":1,"more_records":false}}
                """)
    }

    @Test func anAverageHasTwoDecimalsMoreThanItsField() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql(
            "select AVG(No_of_Employees) as people, AVG(Annual_Revenue) as money from Leads where No_of_Employees > 0")
        #expect(answer.json["data"] == [["people": .number("12.67"), "money": .number("1750.25")]])
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.insert([[1, 100], [2, 100], [3, 0]], into: "Project_Details", ["Expected_Budget"])
        #expect(
            try await tester.column("a", of: "select AVG(Expected_Budget) as a from Project_Details where id < 10")
                == [.number("0.6667")])
    }

    @Test func ofNoRecordsTheCountIsZeroAndTheRestIsNothing() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql("select COUNT(*) as n, SUM(Annual_Revenue) as s from Leads where Company = 'Nope'")
        #expect(answer.json["data"] == [["n": 0, "s": nil]])
        let grouped = try await tester.coql("select COUNT(*) as n, Company from Leads where Company = 'Nope' group by Company")
        #expect(grouped.status == 204)
    }

    @Test func groupsHaveTheirValuesAndNumbers() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.coql(
            """
            select Email_Opt_Out, COUNT(id) as n, SUM(No_of_Employees) as people from Leads where id is not null \
            group by Email_Opt_Out order by n desc
            """)
        #expect(
            answer.json["data"] == [
                ["Email_Opt_Out": false, "n": 2, "people": 28], ["Email_Opt_Out": true, "n": 1, "people": 10],
            ])
    }

    @Test func lookupsGroupTooAndHaveTheirNames() async throws {
        let tester = try await AppTester.reading()
        let query = """
            select Owner, Account_Name.Account_Name, COUNT(id) from Contacts where id is not null \
            group by Owner, Account_Name.Account_Name order by Owner desc, Account_Name.Account_Name
            """
        let jane: JSONValue = ["name": "Smith", "id": "554023000000691003"]
        #expect(
            try await tester.coql(query).json["data"] == [
                ["Owner": jane, "Account_Name.Account_Name": nil, "COUNT(id)": 1],
                ["Owner": jane, "Account_Name.Account_Name": "Acme, Inc.", "COUNT(id)": 1],
                [
                    "Owner": ["name": "Boyle", "id": "554023000000235011"], "Account_Name.Account_Name": "Zylker Corp", "COUNT(id)": 1,
                ],
            ])
    }

    @Test func groupsWithoutNumbersAreTheDifferentValues() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.insert(
            [[1, "b"], [2, "A"], [3, "B"], [4, nil], [5, "a"], [6, nil]], into: "Bookings", ["Last_Name"])
        let query = "select Last_Name from Bookings where id < 100 group by Last_Name"
        #expect(try await tester.column("Last_Name", of: query) == [nil, "A", "B"], "letter case makes no other value")
        let answer = try await tester.coql("\(query) order by Last_Name desc limit 1, 1")
        #expect(answer.json == ["data": [["Last_Name": "A"]], "info": ["count": 1, "more_records": true]])
    }

    @Test(arguments: [
        ("order by COUNT(id) desc, Company", ["Acme", "Initech", "Zylker"]),
        ("order by MAX(Annual_Revenue) desc", ["Initech", "Zylker", "Acme"]),
        ("order by Company desc", ["Zylker", "Initech", "Acme"]), ("order by firm desc", ["Zylker", "Initech", "Acme"]),
        ("order by total", ["Acme", "Zylker", "Initech"]),
    ])
    func groupsComeInTheOrderAskedFor(order: String, companies: [String]) async throws {
        let tester = try await AppTester.reading()
        let query = "select Company as firm, SUM(Annual_Revenue) as total from Leads where id is not null group by Company \(order)"
        #expect(try await tester.column("firm", of: query) == companies.map { .string($0) })
    }

    @Test func aSumBeyond64BitsIsRefused() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let large = CellValue.integer(9_000_000_000_000_000_000)
        try await store.insert([[1, large], [2, large]], into: "Project_Details", ["Expected_Budget"])
        expectError(
            try await tester.coql("select SUM(Expected_Budget) from Project_Details where id < 10"), "INVALID_QUERY", 400,
            ["reason": "a sum or average is out of range"])
        #expect(try await tester.coql("select MAX(Expected_Budget) from Project_Details where id < 10").status == 200)
    }

    @Test func restrictedFieldsTellNothingInNumbersEither() async throws {
        let tester = try await AppTester.reading()
        #expect(
            try await tester.coql("select COUNT(Health_Note) as n, Health_Note from Leads where id is not null group by Health_Note")
                .json["data"] == [["n": 0, "Health_Note": nil]])
        #expect(try await tester.ids("Leads", where: "Health_Note = 'well'") == [])
    }
}
