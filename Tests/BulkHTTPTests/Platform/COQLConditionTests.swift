import BulkModel
import BulkTesting
import Testing

/// Which records the conditions of queries select. (platform specification, section 15)
@Suite struct COQLConditionTests {
    @Test(arguments: [
        ("Last_Name = 'PATRICIA'", ["001"]), ("Last_Name != 'patricia'", ["002", "003"]),
        ("Last_Name in ('lee', 'Kumar')", ["002", "003"]),
        ("Last_Name not in ('Lee')", ["001", "002"]), ("Last_Name like '%a%'", ["001", "002"]), ("Last_Name like 'k%r'", ["002"]),
        ("Last_Name like 'Lee'", ["003"]), ("Last_Name not like '%e%'", ["001", "002"]), ("Last_Name not like 'Lee'", ["001", "002"]),
        ("Last_Name like '%'", ["001", "002", "003"]), ("Last_Name like '_ee'", []), ("Last_Name like '\\%ee'", []),
        ("Email like '%@zylker.com'", ["001"]), ("Company is null", []), ("Company is not null", ["001", "002", "003"]),
        ("Event_Title = ''", ["001", "003"]), ("Event_Title != ''", ["002"]),
    ])
    func texts(condition: String, ids: [String]) async throws {
        #expect(try await AppTester.reading().ids("Leads", where: condition) == ids)
    }

    @Test(arguments: [
        ("Annual_Revenue = 1000", ["001"]), ("Annual_Revenue = '1000.00'", ["001"]), ("Annual_Revenue = 1000.001", []),
        ("Annual_Revenue > 1000", ["003"]), ("Annual_Revenue >= 1000", ["001", "003"]), ("Annual_Revenue < 2500.5", ["001"]),
        ("Annual_Revenue <= 2500.5", ["001", "003"]), ("Annual_Revenue between 1000 and 2500.5", ["001", "003"]),
        ("Annual_Revenue between 1000.001 and 9e9", ["003"]), ("Annual_Revenue not between 1000.001 and 9e9", ["001"]),
        ("Annual_Revenue between 2 and 1", []), ("No_of_Employees in (3, '25')", ["002", "003"]),
        ("No_of_Employees > -1", ["001", "002", "003"]),
        ("Annual_Revenue is null", ["002"]), ("No_of_Employees not in (3)", ["001", "002"]),
        ("No_of_Employees != 3.5", ["001", "002", "003"]),
    ])
    func numbers(condition: String, ids: [String]) async throws {
        #expect(try await AppTester.reading().ids("Leads", where: condition) == ids)
    }

    @Test(arguments: [
        ("Created_Time = '2021-05-01T09:00:00+05:30'", ["001"]), ("Created_Time = '2021-05-01T03:30:00Z'", ["001"]),
        // A bare date is the whole day where the user is.
        ("Created_Time = '2021-05-01'", ["001"]), ("Created_Time > '2021-09-01'", ["003"]),
        ("Created_Time >= '2021-09-01'", ["002", "003"]),
        ("Created_Time between '2021-05-01' and '2021-09-01'", ["001", "002"]),
        ("Created_Time not between '2021-05-01T00:00:00Z' and '2021-09-01T00:00:00Z'", ["002", "003"]),
        ("Created_Time < '2021-05-01T09:00:01+05:30'", ["001"]), ("Created_Time in ('2021-05-01', '2021-10-01')", ["001", "003"]),
        ("Created_Time is null", []), ("Created_Time = '2021-05-01T09:00+0530'", ["001"]), ("Created_Time = '20210501T033000Z'", ["001"]),
        ("Created_Time = '20210501'", ["001"]),
    ])
    func times(condition: String, ids: [String]) async throws {
        #expect(try await AppTester.reading().ids("Leads", where: condition) == ids)
    }

    @Test(arguments: [
        ("Email_Opt_Out = true", ["001"]), ("Email_Opt_Out = 'false'", ["002", "003"]), ("$converted = true", ["003"]),
        ("Languages = 'Tamil;english'", ["001"]), ("Languages != 'English'", ["001"]), ("Languages like 'English'", ["001", "003"]),
        ("Languages like 'T%'", ["001"]), ("Languages not like '%tam%'", ["003"]), ("Languages is null", ["002"]),
        ("Languages in ('English', 'Tamil')", ["003"]),
        ("Owner = 554023000000235011", ["001"]), ("Owner != '554023000000235011'", ["002", "003"]),
        ("Owner in ('Boyle', 'Smith')", ["001", "002"]),
        ("Owner.last_name like 'Patricia%'", ["003"]), ("Owner.last_name = 'Jane Smith'", ["002"]),
        ("Owner is null", []), ("Created_By is null", ["001", "002", "003"]),
        ("id = '554023000000700002'", ["002"]), ("id > 554023000000700001", ["002", "003"]),
        ("id between '554023000000700002' and '554023000000700009'", ["002", "003"]), ("id in (554023000000700001)", ["001"]),
    ])
    func otherKinds(condition: String, ids: [String]) async throws {
        #expect(try await AppTester.reading().ids("Leads", where: condition) == ids)
    }

    @Test(arguments: [
        ("Last_Name = 'Lee' or Last_Name = 'Kumar' and Company = 'Nope'", ["003"]),
        ("(Last_Name = 'Lee' or Last_Name = 'Kumar') and Company != 'Acme'", ["003"]),
        ("((Email_Opt_Out = true or Languages is null) or (Company like 'I%'))", ["001", "002", "003"]),
        ("Annual_Revenue >= 1000 and No_of_Employees < 10 and Languages is not null", ["003"]),
    ])
    func conditionsAreJoined(condition: String, ids: [String]) async throws {
        #expect(try await AppTester.reading().ids("Leads", where: condition) == ids)
    }

    /// Nothing that is compared with an empty value is true, unlike in criteria of bulk read.
    @Test(arguments: [
        ("Lead_Source != 'Cold Call'", ["001"]), ("Lead_Source not in ('Cold Call')", ["001"]), ("Lead_Source not like 'C%'", ["001"]),
        ("Lead_Source = 'Cold Call'", ["003"]), ("Account_Name != '554023000000800001'", ["002"]),
        ("Account_Name.Account_Name not like 'Z%'", ["002"]), ("Account_Name.Account_Name is null", ["003"]),
        ("Lead_Source != 'Cold Call' or Lead_Source is null", ["001", "002"]), ("Owner != 'Nobody'", ["001", "002", "003"]),
    ])
    func emptyValuesMatchOnlyIsNull(condition: String, ids: [String]) async throws {
        #expect(try await AppTester.reading().ids("Contacts", where: condition) == ids)
    }

    @Test func quotesAndWildcardsInValuesAreCharacters() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.ids("Contacts", where: #"Last_Name = 'O"Neil'"#) == ["002"])
        #expect(try await tester.ids("Contacts", where: #"Last_Name = 'O\"Neil'"#) == ["002"])
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.insert([[7, "100%"], [8, "100x"], [9, "it's"]], into: "Bookings", ["Last_Name"])
        #expect(try await tester.ids("Bookings", where: #"Last_Name like '1%\%'"#) == ["7"])
        #expect(try await tester.ids("Bookings", where: #"Last_Name like '100\%'"#) == ["7"])
        #expect(try await tester.ids("Bookings", where: "Last_Name = '100%'") == ["7"])
        #expect(try await tester.ids("Bookings", where: "Last_Name = 'it''s'") == ["9"])
        #expect(try await tester.ids("Bookings", where: "Last_Name = ''' or id is not null or Last_Name = '''") == [])
    }
}
