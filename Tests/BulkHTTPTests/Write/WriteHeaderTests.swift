import BulkEngine
import BulkModel
import BulkTesting
import Testing

/// What headers map by themselves, and how many. (bulk write specification, sections 5.2 and 7.3)
@Suite struct WriteHeaderTests {
    private func send(_ csv: String, _ mappings: [ImportMapping]? = nil, module: String = "Leads") async throws -> Answer {
        let tester = try await AppTester.writing()
        let file = try await tester.upload(csv)
        return try await tester.sendWrite(AppTester.request("insert", file: file, mappings, module: module))
    }

    @Test(
        "a header that asks for a lookup by a field that names no record is refused by its words, not passed over",
        arguments: [
            ("Leads", "Account_Lookup", "Phone"), ("Leads", "Account_Lookup", "Nope"), ("Leads", "Account_Lookup", "ID"),
            ("Leads", "Account_Lookup", ""), ("Leads", "Account_Lookup", "Account_Name.id"), ("Leads", "Owner", "last_name"),
            ("Leads", "Reviewer", "full_name"), ("Tasks", "What_Id", "Account_Name"),
        ])
    func unusableFieldOfHeader(module: String, lookup: String, findBy: String) async throws {
        let header = "\(lookup).\(findBy)"
        let answer = try await send("Last_Name,Company,Subject,\(header)\nDaly,ABC,S,x", module: module)
        #expect(answer.status == 400)
        #expect(answer.json["code"] == "INVALID_FIELD")
        #expect(answer.json["message"] == .string("invalid field. \(findBy) cannot be used as find_by in the header \(header)"))
        let details = answer.json["details"]
        #expect(details?["header"] == .string(header))
        #expect(details?["api_name"] == .string(lookup) && details?["find_by"] == .string(findBy))
        #expect(details?["supported_values"]?[0] == "id", "what may stand there is told")
    }

    @Test func theRefusalTellsWhatMayStandBehindTheDot() async throws {
        let accounts = try await send("Last_Name,Company,Account_Lookup.Phone\nDaly,ABC,1")
        let names = accounts.json["details"]?["supported_values"]?.array ?? []
        #expect(names.contains("Account_Name") && names.contains("Parent_Account") && !names.contains("Phone"))
        let users = try await send("Last_Name,Company,Owner.last_name\nDaly,ABC,Boyle")
        #expect(users.json["details"]?["supported_values"] == ["id", "email"])
    }

    /// The same names that `find_by` of a mapping takes. (section 7.4)
    @Test(
        "an id, a unique field, a lookup field or the display field may stand behind the dot",
        arguments: ["Account_Lookup", "Account_Lookup.id", "Account_Lookup.Account_Name", "Account_Lookup.Parent_Account", "Owner.email"])
    func usableFieldOfHeader(header: String) async throws {
        #expect(try await send("Last_Name,Company,\(header)\n").status == 201)
        let parts = header.split(separator: ".")
        guard parts.count == 2 else { return }
        #expect(
            try await send("Last_Name,Company,x\n", ["Last_Name@0", "Company@1", ImportMapping("\(parts[0])@2^\(parts[1])")]).status == 201)
    }

    @Test(
        "a header whose first part is no lookup that can be written is passed over",
        arguments: ["Nope.Phone", "Email.x", "Created_By.last_name", "Account.Name"])
    func headerOfNoField(header: String) async throws {
        #expect(try await send("Last_Name,Company,\(header)\nDaly,ABC,x").status == 201)
    }

    @Test func whereMappingsAreGivenHeadersMeanNothing() async throws {
        #expect(try await send("Last_Name,Company,Account_Lookup.Phone\nDaly,ABC,1", ["Last_Name@0", "Company@1"]).status == 201)
    }

    @Test func columnsThatNothingIsMappedToDoNotCount() async throws {
        let rest = (1...1_000).map { "c\($0)" }.joined(separator: ",")
        #expect(try await send("Last_Name,Company,\(rest)\nDaly,ABC", ["Last_Name@0", "Company@1"]).status == 201)
        #expect(try await send("Last_Name,Company,\(rest)\nDaly,ABC").status == 201)
    }

    @Test func aHeaderMayMapTwoHundredFieldsAndNoMore() async throws {
        let tester = try await AppTester.writing()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await SchemaEditor(store: store).add((1...200).map { Field.draft("F\($0)", .text, length: 10) }, to: "Trainings")
        func header(_ count: Int) -> String { "Name," + (1..<count).map { "F\($0)" }.joined(separator: ",") }
        let fits = try await tester.upload(header(200) + ",Nope")
        #expect(try await tester.sendWrite(AppTester.request("insert", file: fits, nil, module: "Trainings")).status == 201)
        let tooMany = try await tester.upload(header(201))
        expectError(
            try await tester.sendWrite(AppTester.request("insert", file: tooMany, nil, module: "Trainings")), "HEADER_LIMIT_EXCEEDED", 400,
            message: "The number of fields mapped has exceeded the maximum limit of 200.")
    }
}
