import BulkModel
import Testing

@Suite struct FieldPathTests {
    private let schema = Schema(modules: [
        module(
            1, "Contacts",
            [
                field("id", .bigint), field("Last_Name", .text), field("Account_Name", .lookup, .module("Accounts")),
                field("Owner", .ownerlookup, .users), field("What_Id", .lookup, .modules(["Accounts", "Deals"])),
            ]),
        module(
            2, "Accounts",
            [
                field("id", .bigint), field("Account_Name", .text), field("Owner", .ownerlookup, .users),
                field("Parent_Account", .lookup, .module("Accounts")),
            ]),
        module(3, "Users", [field("id", .bigint), field("last_name", .text)]),
    ])

    @Test(arguments: [
        ("Last_Name", "Last_Name", []),
        ("Owner.last_name", "Owner.last_name", ["Owner"]),
        ("Account_Name.Owner.last_name", "Account_Name.Owner.last_name", ["Account_Name", "Owner"]),
        ("Contacts.Account_Name.Account_Name", "Account_Name.Account_Name", ["Account_Name"]),
        ("Account_Name.id", "Account_Name.id", ["Account_Name"]),
        ("What_Id.id", "What_Id.id", []),
    ])
    func dottedNamesAreFollowedThroughLookups(name: String, header: String, lookups: [String]) throws {
        let path = try schema.path(name, from: try #require(schema.module(named: "Contacts")))
        #expect(path.name == header)
        #expect(path.lookups.map(\.apiName) == lookups)
    }

    @Test(arguments: [
        ("Nope", Schema.PathProblem.unavailable),
        ("Owner.nope", .unavailable),
        ("Nope.last_name", .unavailable),
        ("last_name", .unavailable),
        ("", .unavailable),
        ("Owner.", .unavailable),
        ("Last_Name.x", .notALookup),
        ("What_Id.Account_Name", .notALookup),
        ("Account_Name.Parent_Account.Owner.last_name", .notALookup),
    ])
    func namesThatLeadNowhereSayWhy(name: String, problem: Schema.PathProblem) throws {
        let contacts = try #require(schema.module(named: "Contacts"))
        #expect(throws: problem) { try schema.path(name, from: contacts) }
    }

    private static func module(_ id: Int64, _ name: String, _ fields: [Field]) -> Module {
        Module(id: ObjectID(id), apiName: name, generatedType: .default, fields: fields)
    }

    private static func field(_ name: String, _ type: DataType, _ lookup: LookupTarget? = nil) -> Field {
        Field(id: ObjectID(1), apiName: name, dataType: type, lookup: lookup)
    }
}
