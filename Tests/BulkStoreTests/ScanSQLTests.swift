import BulkModel
import BulkStore
import Testing

@testable import BulkStoreSQLite

@Suite struct ScanSQLTests {
    private let schema = Schema(modules: [
        Module(
            id: ObjectID(1), apiName: "Contacts", generatedType: .default,
            fields: [
                field("id", .bigint), field("Last_Name", .text), field("Owner", .ownerlookup, .users),
                field("Account_Name", .lookup, .module("Accounts")), field("Docs", .fileupload),
                field("Health", .text, isRestricted: true),
            ]),
        Module(
            id: ObjectID(2), apiName: "Accounts", generatedType: .default,
            fields: [field("id", .bigint), field("Account_Name", .text), field("Owner", .ownerlookup, .users)]),
        Module(id: ObjectID(3), apiName: "Users", generatedType: .pseudo, fields: [field("id", .bigint), field("last_name", .text)]),
    ])

    @Test(arguments: [
        (["id", "Last_Name"], #"SELECT r."id", r."Last_Name" FROM "Contacts" AS r WHERE r."id" >= ? ORDER BY r."id" LIMIT ?"#),
        (
            ["Owner.last_name", "Account_Name.Owner.last_name", "Account_Name.Account_Name"],
            #"SELECT j1."last_name", j3."last_name", j2."Account_Name" FROM "Contacts" AS r"#
                + #" LEFT JOIN "Users" AS j1 ON j1."id" = r."Owner" LEFT JOIN "Accounts" AS j2 ON j2."id" = r."Account_Name""#
                + #" LEFT JOIN "Users" AS j3 ON j3."id" = j2."Owner" WHERE r."id" >= ? ORDER BY r."id" LIMIT ?"#
        ),
        (
            ["Owner.id", "Account_Name.Owner.id"],
            #"SELECT r."Owner", j1."Owner" FROM "Contacts" AS r LEFT JOIN "Accounts" AS j1 ON j1."id" = r."Account_Name""#
                + #" WHERE r."id" >= ? ORDER BY r."id" LIMIT ?"#
        ),
        (["Docs", "Health"], #"SELECT NULL, NULL FROM "Contacts" AS r WHERE r."id" >= ? ORDER BY r."id" LIMIT ?"#),
    ])
    func eachLookupPathIsJoinedOnce(paths: [String], sql: String) throws {
        let contacts = try #require(schema.module(named: "Contacts"))
        let columns = try paths.map { try schema.path($0, from: contacts) }
        #expect(ScanSQL.rows(RecordScan(module: contacts, columns: columns), from: 0, limit: 9, schema: schema).text == sql)
    }

    private static func field(_ name: String, _ type: DataType, _ lookup: LookupTarget? = nil, isRestricted: Bool = false) -> Field {
        Field(id: ObjectID(9), apiName: name, dataType: type, isRestricted: isRestricted, lookup: lookup)
    }
}
