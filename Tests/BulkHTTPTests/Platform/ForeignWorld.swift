import BulkEngine
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes

/// Two organisations on one server. The first is that of ``WriteFixture``, with jobs and files besides; the calls come from the second,
/// which knows every id and number of the first.
struct ForeignWorld {
    let tester: AppTester
    /// Of somebody in the first organisation, who may do everything.
    let ownToken: String
    let own: Things
    /// Of somebody in the second organisation, who may do everything there.
    let token: String
    let foreign: Things

    /// What an organisation has, by id.
    struct Things {
        let organization: ObjectID
        let zgid: String
        let user: String
        let client: ClientCredentials
        let module: String
        let field: String
        let layout: String
        let view: String
        let record: String
        let upload: String
        let readJob: String
        let writeJob: String
        let pageToken: String
        /// Goes on behind a page of records.
        let listToken: String
        /// The address of the write job's result, behind the host.
        let resultLink: String
    }

    private static let foreignPrefix: Int64 = 8_888_888
    private static let firstLead = foreignPrefix * 1_000_000_000_000 + 700_001

    static func make() async throws -> ForeignWorld {
        var limits = Limits.native
        // So that a few records make several pages.
        limits.recordsPerPage = 2
        let tester = try await AppTester.writing(limits: limits)
        let founding = Founding(
            companyName: "Umbrella", timeZone: "UTC",
            people: [.init(firstName: "Ada", lastName: "Wong", email: "wong@umbrella.example", timeZone: "UTC")], prefix: foreignPrefix)
        let (organization, users) = try await tester.engine.found(founding) { store in
            try await FixtureRecords(store: store).insert(
                into: "Leads", ["Last_Name", "Company"],
                (0..<3).map { (firstLead + $0, ["Redfield \($0)", "Umbrella"]) })
        }
        let ownToken = try await tester.engine.issueAccessToken(
            organization: tester.organization, user: ObjectID(WriteFixture.patricia), scopes: .all)
        let token = try await tester.engine.issueAccessToken(organization: organization.id, user: users[0].id, scopes: .all)
        return ForeignWorld(
            tester: tester, ownToken: ownToken,
            own: try await things(
                of: tester.organization, user: ObjectID(WriteFixture.patricia), record: WriteFixture.l1, token: ownToken, tester),
            token: token,
            foreign: try await things(of: organization.id, user: users[0].id, record: firstLead, token: token, tester))
    }

    /// Runs an export and an import, and looks the rest up.
    private static func things(
        of id: ObjectID, user: ObjectID, record: Int64, token: String, _ tester: AppTester
    ) async throws -> Things {
        func json(_ path: String) async throws -> JSONValue {
            let answer = try await tester.send(.get, path, token: token)
            guard answer.status == 200 else { throw UnexpectedAnswer(answer: answer) }
            return answer.json
        }
        func text(_ value: JSONValue?) throws -> String {
            guard let value = value?.string else { throw FixtureError.unknown("id") }
            return value
        }
        let zgid = try text(try await json("/crm/v8/org")["org"]?[0]?["zgid"])
        let archive = try AppTester.archive([("leads.csv", Data("Last_Name,Company\nValentine,Stars\n".utf8))])
        let upload = try text(
            try await tester.sendUpload(archive, organization: zgid, token: token).json["details"]?["file_id"])
        let read = try await tester.send(
            .post, "/crm/bulk/v8/read", body: #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#, token: token)
        let write = try await tester.sendWrite(AppTester.request("insert", file: upload, nil), token: token)
        try await tester.runJobs()
        let readJob = try text(read.json["data"]?[0]?["details"]?["id"])
        let writeJob = try text(write.json["details"]?["id"])
        let result = try await json("/crm/bulk/v8/read/\(readJob)")["data"]?[0]?["result"]
        let list = try await json("/crm/v8/Leads?fields=Last_Name&per_page=1")
        let link = try text(try await json("/crm/bulk/v8/write/\(writeJob)")["result"]?["download_url"])
        return Things(
            organization: id, zgid: zgid, user: user.description,
            client: try await tester.engine.issueClient(organization: id, user: user, scopes: .all, name: "test"),
            module: try text(try await json("/crm/v8/settings/modules/Leads")["modules"]?[0]?["id"]),
            field: try text(try await json("/crm/v8/settings/fields?module=Leads")["fields"]?[0]?["id"]),
            layout: try text(try await json("/crm/v8/settings/layouts?module=Leads")["layouts"]?[0]?["id"]),
            view: try text(try await json("/crm/v8/settings/custom_views?module=Leads")["custom_views"]?[0]?["id"]),
            record: record.description, upload: upload, readJob: readJob, writeJob: writeJob,
            pageToken: try text(result?["next_page_token"]), listToken: try text(list["info"]?["next_page_token"]),
            resultLink: String(link.dropFirst("http://localhost".count)))
    }
}
