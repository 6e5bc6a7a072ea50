import BulkModel
import BulkTesting
import Foundation
import HTTPTypes

/// What somebody of the second organisation tries at each route, with what is known of the first.
struct ForeignWalk {
    let world: ForeignWorld
    let version: String

    private var own: ForeignWorld.Things { world.own }
    private var foreign: ForeignWorld.Things { world.foreign }

    /// The calls of each route, by method and path as ``Route`` has them.
    var calls: [String: [ForeignCall]] {
        [bulkRead, bulkWrite, longshore, tokens, identity, metadata, settings, records, recordWriting, queries].reduce(into: [:]) {
            calls, area in
            calls.merge(area) { $0 + $1 }
        }
    }

    /// Reading goes before writing, so that nobody finds what they have made themselves.
    var inOrder: [(key: String, value: [ForeignCall])] { calls.sorted { $0.key < $1.key } }

    private var bulkRead: [String: [ForeignCall]] {
        [
            "POST /crm/bulk/{version}/read": [
                read(#""cvid":"\#(own.view)""#, naming: own.view),
                read(#""criteria":\#(criterion("Owner", own.user))"#, naming: own.user),
                read(#""criteria":\#(criterion("id", own.record))"#, naming: own.record),
                read(#""fields":["Ext_Id"]"#, naming: "Ext_Id"),
                readModule(version == "v2" ? #""\#(own.module)""# : #"{"id":"\#(own.module)"}"#, naming: own.module),
                readModule(version == "v2" ? #""Trainings""# : #"{"api_name":"Trainings"}"#, naming: "Trainings"),
                post("/crm/bulk/\(version)/read", #"{"query":{"page_token":"\#(own.pageToken)"}}"#, naming: own.pageToken),
                read(#""fields":["Last_Name"]"#, naming: nil),
            ],
            "GET /crm/bulk/{version}/read/{job}": [
                get("/crm/bulk/\(version)/read/\(own.readJob)", naming: own.readJob),
                get("/crm/bulk/\(version)/read/\(own.writeJob)", naming: own.writeJob),
                get("/crm/bulk/\(version)/read/\(foreign.readJob)"),
            ],
            "GET /crm/bulk/{version}/read/{job}/result": [
                get("/crm/bulk/\(version)/read/\(own.readJob)/result", naming: own.readJob),
                get("/crm/bulk/\(version)/read/\(own.record)/result", naming: own.record),
                get("/crm/bulk/\(version)/read/\(foreign.readJob)/result"),
            ],
        ]
    }

    private var bulkWrite: [String: [ForeignCall]] {
        [
            "POST /crm/{version}/upload": [
                ForeignCall(
                    method: .post, path: "/crm/\(version)/upload", body: "", headers: ["feature": "bulk-write", "X-CRM-ORG": own.zgid],
                    named: own.zgid),
                ForeignCall(
                    method: .post, path: "/crm/\(version)/upload", body: "",
                    headers: ["feature": "bulk-write", "X-CRM-ORG": own.organization.description], named: own.organization.description),
            ],
            "POST /crm/bulk/{version}/write": [
                write(file: own.upload, naming: own.upload),
                write(file: own.readJob, naming: own.readJob),
                write(file: foreign.upload, module: #"{"id":"\#(own.module)"}"#, naming: own.module),
                write(file: foreign.upload, module: #"{"api_name":"Trainings"}"#, naming: "Trainings"),
                write(file: foreign.upload, mapping: #"{"api_name":"Ext_Id","index":1}"#, naming: "Ext_Id"),
                write(
                    file: foreign.upload, mapping: #"{"api_name":"Owner","find_by":"id","default_value":{"value":"\#(own.user)"}}"#,
                    naming: own.user),
                write(
                    file: foreign.upload, mapping: #"{"api_name":"Layout","default_value":{"value":"\#(own.layout)"}}"#,
                    naming: own.layout),
                write(file: foreign.upload, naming: nil),
            ],
            "GET /crm/bulk/{version}/write/{job}": [
                get("/crm/bulk/\(version)/write/\(own.writeJob)", naming: own.writeJob),
                get("/crm/bulk/\(version)/write/\(own.readJob)", naming: own.readJob),
                get("/crm/bulk/\(version)/write/\(foreign.writeJob)"),
            ],
            "GET /{linkVersion}/crm/{zgid}/bulk-write/{job}/{file}": [
                get(result(own.zgid, own.writeJob), naming: own.writeJob),
                get(result(own.zgid, own.writeJob), naming: own.zgid),
                get(result(foreign.zgid, own.writeJob), naming: own.writeJob),
                // The signature of one's own result says nothing of another's.
                anonymous(result(own.zgid, own.writeJob) + signature, naming: own.writeJob),
                anonymous(result(foreign.zgid, own.writeJob) + signature, naming: own.writeJob),
                anonymous(result(own.zgid, foreign.writeJob) + signature, naming: own.zgid),
                get(result(foreign.zgid, foreign.writeJob)),
            ],
        ]
    }

    private var longshore: [String: [ForeignCall]] {
        let jobs = "/longshore/v1/jobs"
        return [
            "GET /longshore/v1/jobs": [
                get(jobs),
                get("\(jobs)?created_by=\(own.user)", naming: own.user),
                get("\(jobs)?file_id=\(own.upload)", naming: own.upload),
                get("\(jobs)?module=Trainings", naming: "Trainings"),
            ],
            "GET /longshore/v1/jobs/{job}": [
                get("\(jobs)/\(own.readJob)", naming: own.readJob),
                get("\(jobs)/\(own.writeJob)", naming: own.writeJob),
                get("\(jobs)/\(foreign.readJob)"),
                get("\(jobs)/\(foreign.writeJob)"),
            ],
            "GET /longshore/v1/jobs/{job}/events": [
                get("\(jobs)/\(own.readJob)/events", naming: own.readJob),
                get("\(jobs)/\(foreign.writeJob)/events"),
            ],
            "GET /longshore/v1/jobs/{job}/result": [
                get("\(jobs)/\(own.readJob)/result", naming: own.readJob),
                get("\(jobs)/\(own.writeJob)/result", naming: own.writeJob),
                get("\(jobs)/\(foreign.readJob)/result"),
            ],
            "POST /longshore/v1/jobs/{job}/actions/cancel": [
                post("\(jobs)/\(own.readJob)/actions/cancel", "", naming: own.readJob)
            ],
            "POST /longshore/v1/jobs/{job}/actions/retry": [
                post("\(jobs)/\(own.writeJob)/actions/retry", "", naming: own.writeJob)
            ],
            "DELETE /longshore/v1/jobs/{job}": [
                call(.delete, "\(jobs)/\(own.readJob)", naming: own.readJob),
                call(.delete, "\(jobs)/\(own.writeJob)", naming: own.writeJob),
            ],
            "GET /longshore/v1/jobs/{job}/report": [
                get("/longshore/v1/jobs/\(own.writeJob)/report", naming: own.writeJob),
                get("/longshore/v1/jobs/\(own.writeJob)/report?format=jsonl", naming: own.writeJob),
                get("/longshore/v1/jobs/\(foreign.writeJob)/report"),
            ],
            "GET /longshore/v1/openapi.json": [get("/longshore/v1/openapi.json")],
            "GET /longshore/v1/health": [get("/longshore/v1/health")],
            "GET /longshore/v1/health/live": [get("/longshore/v1/health/live")],
            "GET /longshore/v1/health/ready": [get("/longshore/v1/health/ready")],
            "GET /metrics": [get("/metrics")],
        ]
    }

    /// Codes, refresh tokens and secrets of the first organisation count as its own things here, but whoever holds them may use them;
    /// what is tried is to use them as the client of the second.
    private var tokens: [String: [ForeignCall]] {
        let proof = "client_id=\(foreign.client.id)&client_secret=\(foreign.client.secret)"
        let refresh = own.client.refreshToken
        let grants = [
            "grant_type=refresh_token&\(proof)&refresh_token=\(refresh)": refresh,
            "grant_type=authorization_code&\(proof)&code=\(refresh)": refresh,
            "grant_type=client_credentials&\(proof)&scope=ZohoCRM.bulk.ALL&soid=ZohoCRM.\(own.zgid)": own.zgid,
        ].map { (parameters: $0.key, named: $0.value) }
        let basic = "Basic " + Data("\(foreign.client.id):\(foreign.client.secret)".utf8).base64EncodedString()
        return [
            "POST /oauth/v2/token": grants.map { form("/oauth/v2/token", $0.parameters, naming: $0.named) },
            "POST /oauth/v2/auth": grants.map { form("/oauth/v2/auth", $0.parameters, naming: $0.named) },
            "POST /oauth/v2/token/revoke": [
                form("/oauth/v2/token/revoke", "token=\(world.ownToken)", naming: world.ownToken, authorization: basic),
                form("/oauth/v2/token/revoke", "token=\(refresh)", naming: refresh, authorization: basic),
            ],
            "POST /oauth/v2/revoke/token": [
                form("/oauth/v2/revoke/token", "token=\(refresh)", naming: refresh, authorization: basic)
            ],
            "GET /oauth/user/info": [get("/oauth/user/info")],
        ]
    }

    private var identity: [String: [ForeignCall]] {
        [
            "GET /crm/{version}/org": [get("/crm/\(version)/org")],
            "GET /crm/{version}/users": [
                get("/crm/\(version)/users"),
                get("/crm/\(version)/users?ids=\(own.user)", naming: own.user),
            ],
            "GET /crm/{version}/users/{user}": [
                get("/crm/\(version)/users/\(own.user)", naming: own.user),
                get("/crm/\(version)/users/\(foreign.user)"),
            ],
            "GET /crm/{version}/users/actions/count": [get("/crm/\(version)/users/actions/count")],
        ]
    }

    private var metadata: [String: [ForeignCall]] {
        let settings = "/crm/\(version)/settings"
        return [
            "GET /crm/{version}/__apis": [
                get("/crm/\(version)/__apis"),
                get(
                    "/crm/\(version)/__apis?filters=%7B%22field%22:%7B%22api_name%22:%22module%22%7D,%22comparator%22:%22equals%22,"
                        + "%22value%22:%22Trainings%22%7D", naming: "Trainings"),
            ],
            "GET /crm/{version}/settings/modules": [get("\(settings)/modules")],
            "GET /crm/{version}/settings/modules/{module}": [
                get("\(settings)/modules/\(own.module)", naming: own.module),
                get("\(settings)/modules/Trainings", naming: "Trainings"),
                get("\(settings)/modules/Leads"),
            ],
            "GET /crm/{version}/settings/related_lists": [
                get("\(settings)/related_lists?module=Trainings", naming: "Trainings"), get("\(settings)/related_lists?module=Leads"),
            ],
            "GET /crm/{version}/settings/fields": [
                get("\(settings)/fields?module=Trainings", naming: "Trainings"), get("\(settings)/fields?module=Leads"),
            ],
            "GET /crm/{version}/settings/fields/{field}": [
                get("\(settings)/fields/\(own.field)?module=Leads", naming: own.field),
                get("\(settings)/fields/\(foreign.field)?module=Leads"),
            ],
            "GET /crm/{version}/settings/layouts": [
                get("\(settings)/layouts?module=Trainings", naming: "Trainings"), get("\(settings)/layouts?module=Leads"),
            ],
            "GET /crm/{version}/settings/layouts/{layout}": [
                get("\(settings)/layouts/\(own.layout)?module=Leads", naming: own.layout),
                get("\(settings)/layouts/\(foreign.layout)?module=Leads"),
            ],
            "GET /crm/{version}/settings/custom_views": [
                get("\(settings)/custom_views?module=Trainings", naming: "Trainings"), get("\(settings)/custom_views?module=Leads"),
            ],
            "GET /crm/{version}/settings/custom_views/{view}": [
                get("\(settings)/custom_views/\(own.view)?module=Leads", naming: own.view),
                get("\(settings)/custom_views/\(foreign.view)?module=Leads"),
            ],
        ]
    }

    private var records: [String: [ForeignCall]] {
        let place = "/crm/\(version)"
        return [
            "GET /crm/{version}/{module}": [
                get("\(place)/Leads?fields=Last_Name,Owner"),
                get("\(place)/Leads?fields=Last_Name&ids=\(own.record)", naming: own.record),
                get("\(place)/Leads?fields=Last_Name&cvid=\(own.view)", naming: own.view),
                get("\(place)/Leads?fields=Last_Name,Ext_Id&sort_by=Ext_Id", naming: "Ext_Id"),
                get("\(place)/Trainings?fields=Name", naming: "Trainings"),
                get("\(place)/\(own.module)?fields=Last_Name", naming: own.module),
                // A token of another's is known for what it is: only the server can have made it. There are none before v3.
                ForeignCall(
                    method: .get, path: "/crm/\(version == "v2" ? "v3" : version)/Leads?fields=Last_Name&page_token=\(own.listToken)",
                    named: own.listToken,
                    isLikeUnknown: false),
            ],
            "GET /crm/{version}/{module}/{record}": [
                get("\(place)/Leads/\(own.record)", naming: own.record),
                get("\(place)/Trainings/\(own.record)", naming: "Trainings"),
                get("\(place)/Leads/\(foreign.record)"),
            ],
            "GET /crm/{version}/{module}/search": [
                get("\(place)/Leads/search?criteria=(id:equals:\(own.record))", naming: own.record),
                get("\(place)/Leads/search?criteria=(Owner:equals:\(own.user))", naming: own.user),
                get("\(place)/Leads/search?criteria=(Ext_Id:equals:1)", naming: "Ext_Id"),
                get("\(place)/Leads/search?email=old@x.com", naming: "old"),
                get("\(place)/Leads/search?word=Acme", naming: "Acme"),
                get("\(place)/Trainings/search?word=a", naming: "Trainings"),
                get("\(place)/Leads/search?word=Redfield"),
            ],
            "GET /crm/{version}/{module}/actions/count": [
                get("\(place)/Leads/actions/count?criteria=(id:equals:\(own.record))", naming: own.record),
                get("\(place)/Leads/actions/count?cvid=\(own.view)", naming: own.view),
                get("\(place)/Leads/actions/count?word=Acme", naming: "Acme"),
                get("\(place)/Trainings/actions/count", naming: "Trainings"),
                get("\(place)/Leads/actions/count"),
            ],
        ]
    }

    private var recordWriting: [String: [ForeignCall]] {
        let leads = "/crm/\(version)/Leads"
        let (record, user, layout) = (own.record, own.user, own.layout)
        func lead(_ members: String) -> String { #"{"data":[{"Last_Name":"Spy",\#(members)}]}"# }
        return [
            "POST /crm/{version}/{module}": [
                post(leads, lead(#""Owner":{"id":"\#(user)"}"#), naming: user),
                post(leads, lead(#""Layout":{"id":"\#(layout)"}"#), naming: layout),
                post("/crm/\(version)/Contacts", lead(#""Account_Name":{"id":"\#(WriteFixture.a1)"}"#), naming: "\(WriteFixture.a1)"),
                post("/crm/\(version)/Trainings", #"{"data":[{"Name":"Spy"}]}"#, naming: "Trainings"),
            ],
            "PUT /crm/{version}/{module}": [put(leads, lead(#""id":"\#(record)""#), naming: record)],
            "PUT /crm/{version}/{module}/{record}": [
                put("\(leads)/\(record)", lead(#""Company":"Spies""#), naming: record),
                put("/crm/\(version)/Trainings/\(foreign.record)", lead(#""Company":"Spies""#), naming: "Trainings"),
            ],
            "POST /crm/{version}/{module}/upsert": [
                // Finds nothing of the other's, so it adds one of one's own.
                post("\(leads)/upsert", #"{"data":[{"Last_Name":"Spy","Email":"old@x.com"}]}"#, naming: "old@x.com"),
                post("\(leads)/upsert", lead(#""id":"\#(record)""#), naming: record),
                post(
                    "\(leads)/upsert", #"{"data":[{"Last_Name":"Spy","Ext_Id":"E-1"}],"duplicate_check_fields":["Ext_Id"]}"#,
                    naming: "Ext_Id"),
            ],
            "DELETE /crm/{version}/{module}": [call(.delete, "\(leads)?ids=\(record)", naming: record)],
            "DELETE /crm/{version}/{module}/{record}": [
                call(.delete, "\(leads)/\(record)", naming: record),
                call(.delete, "/crm/\(version)/Contacts/\(WriteFixture.c1)", naming: "\(WriteFixture.c1)"),
            ],
            "GET /crm/{version}/{module}/deleted": [
                get("\(leads)/deleted"), get("/crm/\(version)/Trainings/deleted", naming: "Trainings"),
            ],
        ]
    }

    private var queries: [String: [ForeignCall]] {
        [
            "POST /crm/{version}/coql": [
                query("select Last_Name from Leads where id = '\(own.record)'", naming: own.record),
                query("select Last_Name from Leads where Owner = '\(own.user)'", naming: own.user),
                query("select COUNT(id) from Leads where Owner = '\(own.user)'", naming: own.user),
                query("select Last_Name from Leads#\(own.view) where id is not null", naming: own.view),
                query("select email from Users where id = '\(own.user)'", naming: own.user),
                query("select id from Trainings where id is not null", naming: "Trainings"),
                query("select Ext_Id from Leads where id is not null", naming: "Ext_Id"),
                query("select Last_Name, Owner, Owner.email from Leads where id is not null", naming: nil),
                query("select last_name, email from Users where id is not null", naming: nil),
            ]
        ]
    }

    /// Making, changing and removing metadata.
    private var settings: [String: [ForeignCall]] {
        let (module, field, view) = (own.module, own.field, own.view)
        let place = "/crm/\(version)/settings"
        let fields = "\(place)/fields?module=Leads"
        let views = "\(place)/custom_views?module=Leads"
        let profile = "\(WriteFixture.prefix)000000026011"
        let labels = #""singular_label":"Spy","plural_label":"Spies""#
        let lookup = #"{"field_label":"Spy","data_type":"lookup","lookup":{"module":{"id":"\#(module)"}}}"#
        let named = #"{"field_label":"Spy","data_type":"lookup","lookup":{"module":{"api_name":"Trainings"}}}"#
        let shared = #"{"name":"Spies","access_type":"shared","shared_to":[{"type":"users","id":"\#(own.user)"}]}"#
        return [
            "POST /crm/{version}/settings/modules": [
                post("\(place)/modules", #"{"modules":[{\#(labels),"profiles":[{"id":"\#(profile)"}]}]}"#, naming: profile)
            ],
            "PUT /crm/{version}/settings/modules": [
                put("\(place)/modules", #"{"modules":[{"id":"\#(module)",\#(labels)}]}"#, naming: module),
                put("\(place)/modules", #"{"modules":[{"api_name":"Trainings",\#(labels)}]}"#, naming: "Trainings"),
            ],
            "PUT /crm/{version}/settings/modules/{module}": [
                put("\(place)/modules/\(module)", #"{"modules":[{\#(labels)}]}"#, naming: module),
                put("\(place)/modules/Trainings", #"{"modules":[{\#(labels)}]}"#, naming: "Trainings"),
            ],
            "POST /crm/{version}/settings/fields": [
                post(fields, #"{"fields":[\#(lookup)]}"#, naming: module),
                post(fields, #"{"fields":[\#(named)]}"#, naming: "Trainings"),
                post("\(place)/fields?module=Trainings", #"{"fields":[\#(lookup)]}"#, naming: "Trainings"),
            ],
            "PATCH /crm/{version}/settings/fields": [
                call(.patch, fields, #"{"fields":[{"id":"\#(field)","field_label":"Spy"}]}"#, naming: field)
            ],
            "PUT /crm/{version}/settings/fields": [
                put(fields, #"{"fields":[{"id":"\#(field)","field_label":"Spy"}]}"#, naming: field)
            ],
            "DELETE /crm/{version}/settings/fields": [
                call(.delete, "\(fields)&ids=\(field)", naming: field),
                call(.delete, "\(place)/fields?module=Trainings&ids=\(field)", naming: "Trainings"),
            ],
            "PATCH /crm/{version}/settings/fields/{field}": [
                call(.patch, "\(place)/fields/\(field)?module=Leads", #"{"fields":[{"field_label":"Spy"}]}"#, naming: field)
            ],
            "PUT /crm/{version}/settings/fields/{field}": [
                put("\(place)/fields/\(field)?module=Leads", #"{"fields":[{"field_label":"Spy"}]}"#, naming: field)
            ],
            "DELETE /crm/{version}/settings/fields/{field}": [
                call(.delete, "\(place)/fields/\(field)?module=Leads", naming: field)
            ],
            "POST /crm/{version}/settings/custom_views": [
                post(views, #"{"custom_views":[\#(shared)]}"#, naming: own.user),
                post(views, #"{"custom_views":[{"name":"Spies","fields":["Ext_Id"]}]}"#, naming: "Ext_Id"),
            ],
            "PUT /crm/{version}/settings/custom_views": [
                put(views, #"{"custom_views":[{"id":"\#(view)","name":"Spies"}]}"#, naming: view)
            ],
            "DELETE /crm/{version}/settings/custom_views": [call(.delete, "\(views)&ids=\(view)", naming: view)],
            "PUT /crm/{version}/settings/custom_views/{view}": [
                put("\(place)/custom_views/\(view)?module=Leads", #"{"custom_views":[{"name":"Spies"}]}"#, naming: view)
            ],
            "DELETE /crm/{version}/settings/custom_views/{view}": [
                call(.delete, "\(place)/custom_views/\(view)?module=Leads", naming: view)
            ],
        ]
    }
}

extension ForeignWalk {
    private func get(_ path: String, naming named: String? = nil) -> ForeignCall {
        ForeignCall(method: .get, path: path, named: named)
    }

    private func anonymous(_ path: String, naming named: String) -> ForeignCall {
        ForeignCall(method: .get, path: path, isAnonymous: true, named: named)
    }

    private func post(_ path: String, _ body: String, naming named: String?) -> ForeignCall {
        ForeignCall(method: .post, path: path, body: body, named: named)
    }

    private func put(_ path: String, _ body: String, naming named: String) -> ForeignCall {
        call(.put, path, body, naming: named)
    }

    private func call(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, naming named: String) -> ForeignCall {
        ForeignCall(method: method, path: path, body: body, named: named)
    }

    private func form(_ path: String, _ parameters: String, naming named: String, authorization: String? = nil) -> ForeignCall {
        var headers = ["Content-Type": "application/x-www-form-urlencoded"]
        headers["Authorization"] = authorization
        return ForeignCall(method: .post, path: path, body: parameters, headers: headers, isAnonymous: true, named: named)
    }

    private func read(_ members: String, naming named: String?) -> ForeignCall {
        let module = version == "v2" ? #""Leads""# : #"{"api_name":"Leads"}"#
        return post("/crm/bulk/\(version)/read", #"{"query":{"module":\#(module),\#(members)}}"#, naming: named)
    }

    private func query(_ text: String, naming named: String?) -> ForeignCall {
        post("/crm/\(version)/coql", #"{"select_query":"\#(text)"}"#, naming: named)
    }

    private func readModule(_ module: String, naming named: String) -> ForeignCall {
        post("/crm/bulk/\(version)/read", #"{"query":{"module":\#(module)}}"#, naming: named)
    }

    private func criterion(_ field: String, _ value: String) -> String {
        let name = version == "v2" ? #""api_name":"\#(field)""# : #""field":{"api_name":"\#(field)"}"#
        return #"{\#(name),"comparator":"equal","value":"\#(value)"}"#
    }

    private func write(
        file: String, module: String = #"{"api_name":"Leads"}"#, mapping: String? = nil, naming named: String?
    ) -> ForeignCall {
        let mappings = mapping.map { #","field_mappings":[{"api_name":"Last_Name","index":0},\#($0)]"# } ?? ""
        let resource = #"{"type":"data","module":\#(module),"file_id":"\#(file)"\#(mappings)}"#
        return post("/crm/bulk/\(version)/write", #"{"operation":"insert","resource":[\#(resource)]}"#, naming: named)
    }

    private func result(_ zgid: String, _ job: String) -> String {
        "/v8/crm/\(zgid)/bulk-write/\(job)/\(job).zip"
    }

    /// Of the second organisation's own result.
    private var signature: String {
        "?" + (foreign.resultLink.split(separator: "?").last ?? "")
    }
}
