import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Asks the program whether it does what docs/compatibility.md calls "not yet".
struct NotYetProbe: Sendable, CustomTestStringConvertible {
    /// The first cell of the row.
    let row: String
    /// Whether the program does it after all, or some of it.
    let isDone: @Sendable (Program) async throws -> Bool

    var testDescription: String { row }

    /// A server with a token that may do everything.
    struct Program: Sendable {
        let tester: AppTester
        let token: String

        init() async throws {
            tester = try await AppTester.reading()
            token = try await tester.engine.issueAccessToken(
                organization: tester.organization, user: ObjectID(ReadFixture.patricia), scopes: .all)
        }

        static let lead = "554023000000700001"

        func send(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws -> Answer {
            try await tester.send(method, path, body: body, token: token)
        }

        /// Whether there is such a path, with whatever method.
        func knows(_ paths: String...) async throws -> Bool {
            for path in paths {
                for method in [HTTPRequest.Method.get, .post, .put] {
                    let code = try await send(method, path, method == .get ? nil : "{}").json["code"]
                    if code != "INVALID_URL_PATTERN", code != "INVALID_MODULE" { return true }
                }
            }
            return false
        }

        /// Whether a query is carried out.
        func answers(_ query: String) async throws -> Bool {
            try await send(.post, "/crm/v8/coql", #"{"select_query":"\#(query)"}"#).status < 400
        }

        /// Whether a field of Leads can be made.
        func makes(_ field: String) async throws -> Bool {
            try await send(.post, "/crm/v8/settings/fields?module=Leads", #"{"fields":[\#(field)]}"#).status < 400
        }
    }

    static let all: [NotYetProbe] = [
        NotYetProbe(row: "Field visibility by profile", isDone: hidesFields),
        NotYetProbe(row: "Visibility by profile", isDone: hidesFields),
        NotYetProbe(row: "Editing a single occurrence") {
            try await $0.send(.post, "/crm/v8/Occurrences__s", #"{"data":[{}]}"#).json["code"] != "INVALID_MODULE"
        },
        NotYetProbe(row: "Locking a record, sending it for approval") {
            try await $0.knows("/crm/v8/Leads/\(Program.lead)/Locking_Information__s", "/crm/v8/Leads/\(Program.lead)/actions/approvals")
        },
        NotYetProbe(row: "Formulas and roll-up summaries") {
            try await $0.makes(#"{"field_label":"Twice","data_type":"formula","formula":{"return_type":"double","expression":"2*2"}}"#)
        },
        NotYetProbe(row: "Multi-currency") { program in
            let hasRates = try await program.send(.get, "/crm/v8/settings/fields?module=Leads").text.contains(
                #""api_name":"Exchange_Rate""#)
            let knowsCurrencies = try await program.knows("/crm/v8/org/currencies")
            return hasRates || knowsCurrencies
        },
        NotYetProbe(row: "Several pipelines") { try await $0.knows("/crm/v8/settings/pipeline") },
        NotYetProbe(row: "`X-EXTERNAL`") { program in
            var headers = HTTPFields()
            headers[.authorization] = "Zoho-oauthtoken \(program.token)"
            headers[HTTPField.Name("X-EXTERNAL")!] = "Leads.Company"
            return try await program.tester.send(.get, "/crm/v8/Leads/Zylker", body: nil, headers: headers).status == 200
        },
        NotYetProbe(row: "Getting records back") {
            try await $0.knows("/crm/v8/settings/recycle_bin/actions/restore", "/crm/v8/recycle_bin")
        },
        NotYetProbe(row: "Files, images, territories, reminders of meetings") { program in
            let meeting = #"{"Event_Title":"E","Start_DateTime":"2026-01-01T10:00:00Z","End_DateTime":"2026-01-01T11:00:00Z","#
            let reminder = #""Remind_At":[{"unit":15,"period":"minutes"}]}"#
            let made = try await program.send(.post, "/crm/v8/Events", #"{"data":[\#(meeting)\#(reminder)]}"#)
            let id = made.json["data"]?[0]?["details"]?["id"]?.string ?? ""
            let keepsReminders = try await program.send(.get, "/crm/v8/Events/\(id)").text.contains("minutes")
            let hasPaths = try await program.knows("/crm/v8/Leads/\(Program.lead)/photo", "/crm/v8/files", "/crm/v8/settings/territories")
            return hasPaths || keepsReminders
        },
        NotYetProbe(row: "Related records, attachments, notes of a record") {
            try await $0.knows("/crm/v8/Contacts/554023000000900001/Notes", "/crm/v8/Accounts/554023000000800001/Contacts")
        },
        NotYetProbe(row: "`Owner.role.name` and other members of what is no lookup") {
            try await $0.answers("select Owner.role.name from Leads where Last_Name is not null")
        },
        NotYetProbe(row: "Explicit joins, subqueries, `distinct`, `having`") { program in
            for query in [
                "select id from Leads left join Contacts on Leads.id = Contacts.id where id is not null",
                "select id from Leads where id in (select id from Contacts where id is not null)",
                "select distinct Last_Name from Leads where Last_Name is not null",
                "select COUNT(id), Company from Leads where id is not null group by Company having COUNT(id) > 1",
            ] where try await program.answers(query) { return true }
            return false
        },
        NotYetProbe(row: "`include=allowed_permissions_to_update`") {
            try await $0.send(.get, "/crm/v8/settings/fields?module=Leads&include=allowed_permissions_to_update").text
                .contains("allowed_permissions_to_update")
        },
        NotYetProbe(row: "Ids of picklist values; probabilities of stages; authors and times of metadata but for views") { program in
            let fields = try await program.send(.get, "/crm/v8/settings/fields?module=Deals").json["fields"]?.array ?? []
            let stage = fields.first { $0["api_name"] == "Stage" }
            let value = stage?["pick_list_values"]?[0]
            let time = stage?["created_time"] ?? .null
            return value?["id"] != nil || value?["probability"] != nil || time != .null
        },
        NotYetProbe(row: "`If-Modified-Since`") { program in
            var headers = HTTPFields()
            headers[.authorization] = "Zoho-oauthtoken \(program.token)"
            headers[HTTPField.Name("If-Modified-Since")!] = "2100-01-01T00:00:00Z"
            return try await program.tester.send(.get, "/crm/v8/settings/modules", body: nil, headers: headers).status == 304
        },
        NotYetProbe(row: "Sharing of views with roles, groups and territories") { program in
            for kind in ["roles", "groups", "territories"] {
                let view =
                    #"{"name":"\#(kind)","access_type":"shared","shared_to":[{"type":"\#(kind)","id":"554023000000026005"}],"fields":[{"api_name":"Last_Name"}]}"#
                if try await program.send(.post, "/crm/v8/settings/custom_views?module=Leads", #"{"custom_views":[\#(view)]}"#).status < 400
                {
                    return true
                }
            }
            return false
        },
    ]

    /// Makes a field that nobody's profile sees, and looks whether it is seen.
    private static func hidesFields(_ program: Program) async throws -> Bool {
        let profile = try await program.send(.get, "/crm/v8/users").json["users"]?[0]?["profile"]?["id"]?.string ?? ""
        _ = try await program.makes(
            #"{"field_label":"Shy","data_type":"text","length":9,"profiles":[{"id":"\#(profile)","permission_type":"hidden"}]}"#)
        return try await program.send(.post, "/crm/bulk/v8/read", #"{"query":{"module":{"api_name":"Leads"},"fields":["Shy"]}}"#).status
            >= 400
    }
}
