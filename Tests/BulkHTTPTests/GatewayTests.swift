import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of what every endpoint answers: routing, tokens, scopes, bodies. (bulk read specification, section 9.2)
@Suite struct GatewayTests {
    private static let leads = #"{"query":{"module":{"api_name":"Leads"}}}"#

    @Test(
        "BR-60 a request without a usable token fails to authenticate",
        arguments: ["", "Zoho-oauthtoken", "Basic abc", "Zoho-oauthtoken a b"])
    func noToken(header: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: Self.leads, authorization: header)
        expectError(answer, "AUTHENTICATION_FAILURE", 401, message: "Authentication failed")
    }

    @Test("BR-61 an unknown token is invalid")
    func badToken() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: Self.leads, token: "bad")
        expectError(answer, "INVALID_TOKEN", 401, message: "invalid oauth token")
    }

    @Test("a token is invalid once its hour is over")
    func expiredToken() async throws {
        let tester = try await AppTester.reading()
        tester.clock.advance(by: 3_599)
        #expect(try await tester.send(.post, readPath(), body: Self.leads).status == 201)
        tester.clock.advance(by: 1)
        expectError(try await tester.send(.post, readPath(), body: Self.leads), "INVALID_TOKEN", 401)
    }

    @Test(
        "the token's prefix may have any letter case and more than one blank; Bearer does too",
        arguments: [
            "zoho-OAuthToken  ", "Bearer ",
        ])
    func tokenPrefixes(prefix: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: Self.leads, authorization: prefix + tester.token)
        #expect(answer.status == 201)
    }

    @Test("BR-62 creating needs the bulk scope")
    func missingBulkScope() async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL")
        let answer = try await tester.send(.post, readPath(), body: Self.leads, token: token)
        expectError(answer, "OAUTH_SCOPE_MISMATCH", 401, message: "Unauthorized")
    }

    @Test(
        "BR-63 the module scope is enough to look at a job from v2.1 on, not in v2",
        arguments: [
            ("v8", 200), ("v3", 200), ("v2.1", 200), ("v2", 401),
        ])
    func eitherScope(version: String, status: Int) async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        let token = try await tester.token(scopes: "ZohoCRM.modules.leads.READ")
        #expect(try await tester.send(.get, readPath(version) + "/\(job)", token: token).status == status)
        let foreign = try await tester.token(scopes: "ZohoCRM.modules.contacts.READ")
        #expect(try await tester.send(.get, readPath(version) + "/\(job)", token: foreign).status == 401)
    }

    @Test(
        "S-29 scopes count as the documents write them",
        arguments: [
            ("ZohoCRM.bulk.read,ZohoCRM.modules.contacts.READ", 201), ("ZohoCRM.bulk.read,ZohoCRM.modules.Contacts.ALL", 201),
            ("ZohoCRM.bulk.read", 401), ("ZohoCRM.bulk.read,ZohoCRM.modules.leads.READ", 401),
        ])
    func scopes(scopes: String, status: Int) async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: scopes)
        let answer = try await tester.send(.post, readPath("v7"), body: #"{"query":{"module":{"api_name":"Contacts"}}}"#, token: token)
        #expect(answer.status == status)
        if status == 401 { expectError(answer, "OAUTH_SCOPE_MISMATCH", 401) }
    }

    @Test("BR-64 a body that is not called JSON is not supported", arguments: ["text/plain", "application/jsonp", nil])
    func mediaType(type: String?) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.post, readPath(), body: Self.leads, token: tester.token, type: type)
        expectError(answer, "MEDIA_TYPE_NOT_SUPPORTED", 415, message: "Media type is not supported.")
    }

    @Test("parameters behind the media type are fine", arguments: ["application/json; charset=utf-8", "Application/JSON"])
    func mediaTypeParameters(type: String) async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.send(.post, readPath(), body: Self.leads, token: tester.token, type: type).status == 201)
    }

    @Test("BR-65 an empty body is called empty", arguments: ["", " \n\t"])
    func emptyBody(body: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.post, readPath(), body: body), "REQUEST_BODY_IS_EMPTY", 400, message: "Request body is empty.")
    }

    @Test("BR-66 a body that is no JSON can't be parsed", arguments: [#"{"query":"#, "query=1", "{} {}", "\u{0}"])
    func brokenBody(body: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.post, readPath(), body: body), "REQUEST_BODY_NOT_READABLE", 400,
            message: "Unable to parse the request body.")
    }

    @Test("a body with comments is refused with the place of the first, by every call that takes JSON")
    func comments() async throws {
        let tester = try await AppTester.reading()
        let details: JSONValue = ["reason": "JSON has no comments: remove the one in line 2", "line": 2, "offset": 2]
        let body = "{\n// {\"query\":1}\n}"
        expectError(try await tester.send(.post, readPath(), body: body), "REQUEST_BODY_NOT_READABLE", 400, details)
        let writing = try await AppTester.writing()
        expectError(try await writing.send(.post, "/crm/v8/Leads", body: body), "INVALID_DATA", 400, details)
    }

    @Test(
        "BR-67 JSON of the wrong structure is not supported",
        arguments: [
            "{}", "[]", "1", #"{"query":[]}"#, #"{"query":null}"#, #"{"query":{"module":[]}}"#, #"{"query":{"module":{}}}"#,
            #"{"query":{"module":{"api_name":1}}}"#, #"{"query":{"module":{"api_name":"Leads"},"fields":"Last_Name"}}"#,
            #"{"query":{"module":{"api_name":"Leads"},"fields":[1]}}"#, #"{"query":{"module":{"api_name":"Leads"}},"file_type":1}"#,
        ])
    func wrongStructure(body: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.post, readPath(), body: body), "REQUEST_BODY_NOT_SUPPORTED", 400,
            message: "request body contains invalid format")
        expectError(try await tester.send(.post, readPath("v4"), body: body), "QUERY_NOT_SUPPORTED", 400)
    }

    @Test("BR-68 a query that names nothing is not supported")
    func emptyQuery() async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.post, readPath(), body: #"{"query":{}}"#), "QUERY_NOT_SUPPORTED", 400,
            message: "Invalid query for bulk read job. Query '{}' is not supported.")
    }

    @Test("a body with bytes changed, lost or doubled ends in a documented error or a job, never in a failure")
    func damagedBodies() async throws {
        let tester = try await AppTester.reading()
        let documented = Set(BulkError.Code.all.map(\.name))
        let body =
            Array(
                #"{"callback":{"url":"https://a.example/b","method":"post"},"query":{"module":{"api_name":"Leads"},"cvid":"1","fields":["Owner"],"#
                    .utf8)
            + Array(
                #""page":2,"criteria":{"group":[{"field":{"api_name":"id"},"comparator":"in","value":[1]}],"group_operator":"or"}},"file_type":"csv"}"#
                    .utf8)
        var numbers = TestNumbers(seed: 3)
        for _ in 0..<600 {
            var damaged = body
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let place = Int.random(in: damaged.indices, using: &numbers)
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0: damaged[place] = UInt8.random(in: .min ... .max, using: &numbers)
                case 1: damaged.remove(at: place)
                case 2: damaged.insert(contentsOf: damaged[place..<min(place + 9, damaged.count)], at: place)
                default: damaged[place] = body.randomElement(using: &numbers) ?? 0
                }
            }
            let answer = try await tester.send(.post, readPath(), body: String(decoding: damaged, as: UTF8.self))
            #expect(answer.status == 400 || answer.status == 201, "\(answer.text)")
            if answer.status == 400 { #expect(documented.contains(answer.json["code"]?.string ?? ""), "\(answer.text)") }
        }
    }

    @Test("keys the server doesn't know are ignored")
    func unknownKeys() async throws {
        let tester = try await AppTester.reading()
        let body = #"{"query":{"module":{"api_name":"Leads"},"per_page":10},"x":1,"callback":null}"#
        #expect(try await tester.send(.post, readPath(), body: body).status == 201)
    }

    @Test(
        "BR-69 a wrong method on a known path is called that",
        arguments: [
            (HTTPRequest.Method.put, "/crm/bulk/v8/read"), (.get, "/crm/bulk/v8/read"), (.delete, "/crm/bulk/v8/read/1"),
            (.post, "/crm/bulk/v8/read/1/result"), (.get, "/oauth/v2/token"), (.patch, "/crm/v8/org"), (.options, "/crm/v8/users"),
        ])
    func wrongMethod(method: HTTPRequest.Method, path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(method, path, token: nil), "INVALID_REQUEST_METHOD", 400,
            message: "The http request method type is not a valid one")
    }

    @Test(
        "BR-70 an unknown path or version is called that, with a token and without",
        arguments: [
            "/crm/bulk/v99/read", "/crm/bulk/V8/read", "/", "/crm/v8/read/1/result", "/crm/bulk/v8/reads", "/crm/bulk/v8/read/1/result/2",
            "/favicon.ico",
        ])
    func unknownPath(path: String) async throws {
        let tester = try await AppTester.reading()
        for token in [tester.token, nil] {
            expectError(
                try await tester.send(.post, path, body: "{}", token: token), "INVALID_URL_PATTERN", 404,
                message: "Please check if the URL trying to access is a correct one")
        }
    }

    @Test("a body beyond the limit is refused with the limit in the details")
    func hugeBody() async throws {
        let tester = try await AppTester.reading()
        let body = "{\"query\":\"" + String(repeating: "x", count: 1_048_576) + "\"}"
        expectError(try await tester.send(.post, readPath(), body: body), "LIMIT_EXCEEDED", 413, ["limit": 1_048_576])
    }

    @Test(
        "S-30 a profile without a permission is refused by its name; one without sight of the module by the older words",
        arguments: [
            ("Crm_Implied_Export_Leads", "NO_PERMISSION", 403), ("Crm_Implied_Api_Access", "NO_PERMISSION", 403),
            ("Crm_Implied_View_Leads", "AUTHORIZATION_FAILED", 400), ("Crm_Implied_Export_Contacts", "", 201),
        ])
    func permissions(permission: String, code: String, status: Int) async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: [permission]))
        let answer = try await tester.send(.post, readPath(), body: Self.leads)
        switch status {
        case 403: expectError(answer, code, 403, ["permissions": [.string(permission)]], message: "Permission denied to read")
        case 400: expectError(answer, code, 400, message: "User does not have sufficient privilege to read.")
        default: #expect(answer.status == 201)
        }
    }

    @Test("with gatewayTexts off, scope and permission errors have the recorded texts")
    func recordedTexts() async throws {
        var quirks = Quirks.lenient
        quirks[.gatewayTexts] = false
        let tester = try await AppTester.reading(quirks: quirks)
        let token = try await tester.token(scopes: "ZohoCRM.modules.ALL")
        expectError(
            try await tester.send(.post, readPath(), body: Self.leads, token: token), "OAUTH_SCOPE_MISMATCH", 401,
            message: "invalid oauth scope to access this URL")
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await store.set(Profile(name: "Administrator", denied: [Profile.apiAccess]))
        expectError(
            try await tester.send(.post, readPath(), body: Self.leads), "NO_PERMISSION", 403,
            ["permissions": ["Crm_Implied_Api_Access"]], message: "permission denied")
    }

    @Test("the answer to HEAD has no body")
    func head() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.send(.head, "/crm/bulk/v8/read/1")
        #expect(answer.status == 400)
        #expect(answer.body.isEmpty)
    }

    @Test("a store that fails gives 500 and says nothing about the inside")
    func failingStore() async throws {
        let tester = try await AppTester.reading()
        try await tester.breakTheStore()
        let answer = try await tester.send(.post, readPath(), body: Self.leads)
        expectError(answer, "INTERNAL_ERROR", 500, message: "Internal Server Error")
    }
}
