import BulkEngine
import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import BulkHTTP

/// The page on which a person consents, and where it leads. (platform specification, section 3.1)
@Suite struct AuthorizationTests {
    private static let callback = "https://reports.example/callback"

    // The page

    @Test func itAsksWhoIsThereAndWhetherTheClientMayHaveItsScopes() async throws {
        let tester = try await AppTester.reading()
        _ = try await tester.tokenOfAnotherOrganization()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let answer = try await tester.ask(asked(client))
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "text/html;charset=UTF-8")
        #expect(answer.text.contains("<h1>Reports asks for access</h1>"))
        #expect(answer.text.contains("<li><code>ZohoCRM.bulk.READ</code></li>"))
        #expect(answer.text.contains("Jane Smith (jane.smith@zylker.example)"))
        #expect(answer.text.contains("other@example.com"))
        #expect(answer.text.contains("no passwords"))
        #expect(answer.text.contains(Self.callback))
    }

    @Test func itNeedsNothingButItselfAndLetsNobodyFrameOrKeepIt() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let answer = try await tester.ask(asked(client))
        let policy = try #require(answer.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(policy.hasSuffix("form-action 'self' https://reports.example; base-uri 'none'; frame-ancestors 'none'"))
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[HTTPField.Name("X-Frame-Options")!] == "DENY")
        for word in ["<script", "src=", "href=", "onclick", "url("] { #expect(!answer.text.contains(word), "\(word)") }
    }

    @Test func whatComesFromOutsideIsShownAsText() async throws {
        let tester = try await AppTester.reading()
        let (client, _) = try await tester.engine.addClient(
            named: #"<b>"Tom" & 'Jerry'</b>"#, kind: .server, redirectURIs: [RedirectURI(Self.callback)!],
            organization: tester.organization, user: ObjectID(ReadFixture.patricia))
        var parameters = asked(ClientProof(id: client.id, secret: ""))
        let text = try await tester.ask(parameters).text
        #expect(text.contains("&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt; asks for access"))
        #expect(!text.contains("<b>"))
        parameters["redirect_uri"] = "https://x.example/<script>"
        #expect(try await tester.ask(parameters).text.contains("https://x.example/&lt;script&gt;"))
    }

    @Test(arguments: [
        ("client_id", "1000.NOBODY", "There is no client"), ("client_id", "", "There is no client"),
        ("redirect_uri", "https://evil.example/", "none of the client"), ("redirect_uri", "", "none of the client"),
        ("redirect_uri", "https://reports.example/callback/", "none of the client"),
        ("redirect_uri", "https://reports.example/callback?x=1", "none of the client"),
        ("redirect_uri", "HTTPS://reports.example/callback", "none of the client"),
        ("response_type", "token", "must be &#39;code&#39;"), ("response_type", "", "must be &#39;code&#39;"),
        ("scope", "", "at least one scope"), ("scope", "ZohoCRM.bulk", "is no scope"),
        ("scope", "ZohoCRM.modules.price books.READ", "it is written ZohoCRM.modules.pricebooks.READ"),
        ("access_type", "forever", "access_type must be one of online, offline"), ("prompt", "maybe", "prompt must be one of"),
        ("code_challenge", "short", "43 to 128"), ("code_challenge_method", "md5", "code_challenge_method must be one of plain, S256"),
    ])
    func aRequestThatWillNotDoEndsOnAPageAndIsSentNowhere(parameter: String, value: String, words: String) async throws {
        let tester = try await AppTester.reading()
        var parameters = asked(try await tester.addClient(.server, redirectURIs: [Self.callback]))
        parameters[parameter] = value
        let answer = try await tester.ask(parameters)
        #expect(answer.status == 400)
        #expect(answer.headers[.location] == nil)
        #expect(answer.text.contains("This request can&#39;t be answered"))
        #expect(answer.text.contains(words), "\(answer.text)")
        #expect(!answer.text.contains("<form"))
    }

    @Test func aSelfClientHasNoPage() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.ask(asked(try await tester.addClient(.selfClient)))
        #expect(answer.status == 400)
        #expect(answer.text.contains("token grant"))
    }

    @Test func whoIsDeactivatedCannotBeChosen() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let jane = try #require(try await store.user(ObjectID(ReadFixture.jane)))
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let ticket = try await tester.ticket(asked(client))
        _ = try await tester.engine.setStatus(.disabled, of: jane, in: tester.organization)
        #expect(try await !tester.ask(asked(client)).text.contains("jane.smith@"))
        #expect(try await tester.decide(ticket, user: ReadFixture.jane).status == 400)
    }

    // A code

    @Test func aPersonWhoAcceptsGoesBackWithACodeThatWorksOnce() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        var parameters = asked(client)
        parameters["state"] = "a b&c=d"
        parameters["access_type"] = "offline"
        let answer = try await tester.consent(parameters, user: ReadFixture.jane)
        #expect(answer.status == 303)
        #expect(answer.headers[.cacheControl] == "no-store")
        let location = try #require(answer.headers[.location])
        let code = try #require(value("code", in: location))
        #expect(
            location
                == "\(Self.callback)?code=\(code)&location=us&accounts-server=http%3A%2F%2Flocalhost&state=a%20b%26c%3Dd")
        let granted = try await tester.post("/oauth/v2/token", exchange(code, client))
        #expect(granted.json["refresh_token"] != nil)
        #expect(granted.json["scope"] == "ZohoCRM.bulk.READ ZohoCRM.users.READ")
        let token = try #require(granted.json["access_token"]?.string)
        let user = try await tester.send(.get, "/crm/v8/users?type=CurrentUser", token: token)
        #expect(user.json["users"]?[0]?["last_name"] == "Smith")
        #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).text == #"{"error":"invalid_code"}"#)
    }

    @Test func withoutOfflineAccessThereIsNoRefreshToken() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let code = try await tester.code(asked(client))
        let granted = try await tester.post("/oauth/v2/token", exchange(code, client))
        #expect(granted.json["access_token"] != nil)
        #expect(granted.json["refresh_token"] == nil)
    }

    @Test func theCodeIsGoodForTwoMinutes() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let first = try await tester.code(asked(client))
        let second = try await tester.code(asked(client))
        tester.clock.advance(by: 119)
        #expect(try await tester.post("/oauth/v2/token", exchange(first, client)).json["access_token"] != nil)
        tester.clock.advance(by: 1)
        #expect(try await tester.post("/oauth/v2/token", exchange(second, client)).text == #"{"error":"invalid_code"}"#)
    }

    @Test(arguments: ["", "https://reports.example/other", "https://other.example/callback"])
    func theExchangeMustNameTheAddressThatTheCodeWasSentTo(address: String) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback, "https://reports.example/other"])
        let code = try await tester.code(asked(client))
        var parameters = exchange(code, client)
        parameters["redirect_uri"] = address
        #expect(try await tester.post("/oauth/v2/token", parameters).text == #"{"error":"invalid_redirect_uri"}"#)
        #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).json["access_token"] != nil)
    }

    @Test func anAddressWithAQueryKeepsIt() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: ["https://reports.example/?page=cb"])
        var parameters = asked(client)
        parameters["redirect_uri"] = "https://reports.example/?page=cb"
        let location = try #require(try await tester.consent(parameters).headers[.location])
        #expect(location.hasPrefix("https://reports.example/?page=cb&code=1000."))
    }

    @Test func theTokenReachesTheOrganizationThatWasChosenAndNoOther() async throws {
        let tester = try await AppTester.reading()
        _ = try await tester.tokenOfAnotherOrganization()
        let other = try #require(try await tester.engine.storage.catalog.organizations().first { $0.id != tester.organization })
        let user = try #require(try await tester.engine.storage.store(of: other.id).users().first)
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let answer = try await tester.decide(try await tester.ticket(asked(client)), identity: "\(other.id):\(user.id)")
        let code = try #require(answer.headers[.location].flatMap { value("code", in: $0) })
        let token = try #require(
            try await tester.post("/oauth/v2/token", exchange(code, client)).json["access_token"]?.string)
        let users = try await tester.send(.get, "/crm/v8/users", token: token)
        #expect(users.json["users"]?.array?.compactMap { $0["email"]?.string } == ["other@example.com"])
    }

    @Test(arguments: ["", "1", "1:2", "x:y", "554023000000020005:1"])
    func nobodyWhoIsNotThereCanBeChosen(identity: String) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let answer = try await tester.decide(try await tester.ticket(asked(client)), identity: identity)
        #expect(answer.status == 400)
        #expect(answer.headers[.location] == nil)
    }

    // A refusal

    @Test(arguments: ["refuse", "", "nonsense"])
    func aPersonWhoRefusesGoesBackWithoutACode(decision: String) async throws {
        let tester = try await AppTester.reading()
        var parameters = asked(try await tester.addClient(.server, redirectURIs: [Self.callback]))
        parameters["state"] = "s"
        let answer = try await tester.decide(try await tester.ticket(parameters), user: ReadFixture.jane, decision: decision)
        #expect(answer.status == 303)
        #expect(answer.headers[.location] == "\(Self.callback)?error=access_denied&state=s")
    }

    // A token at once

    @Test func aPageOfJavaScriptGetsItsTokenInTheFragment() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.browser, redirectURIs: [Self.callback])
        var parameters = asked(client)
        parameters["response_type"] = "token"
        parameters["state"] = "s"
        let location = try #require(try await tester.consent(parameters, user: ReadFixture.jane).headers[.location])
        let token = try #require(value("access_token", in: location))
        #expect(
            location
                == "\(Self.callback)#access_token=\(token)&scope=ZohoCRM.bulk.READ%20ZohoCRM.users.READ&expires_in=3600000&expires_in_sec=3600&api_domain=http%3A%2F%2Flocalhost&location=us&state=s"
        )
        #expect(try await tester.send(.get, "/crm/v8/users", token: token).status == 200)
        let refused = try await tester.consent(parameters, decision: "refuse")
        #expect(refused.headers[.location] == "\(Self.callback)#error=access_denied&state=s")
    }

    @Test func aPageOfJavaScriptGetsNoCode() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.ask(asked(try await tester.addClient(.browser, redirectURIs: [Self.callback])))
        #expect(answer.status == 400)
        #expect(answer.text.contains("must be &#39;token&#39;"))
    }

    // Challenges

    /// The example of RFC 7636, appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    @Test(arguments: [
        ("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "S256"), (verifier, "plain"), (verifier, ""),
    ])
    func anAppProvesItselfByTheSecretBehindItsChallenge(challenge: String, method: String) async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.mobile, redirectURIs: ["com.example.app:/back"])
        var parameters = asked(client)
        parameters["redirect_uri"] = "com.example.app:/back"
        parameters["code_challenge"] = challenge
        parameters["code_challenge_method"] = method
        parameters["access_type"] = "offline"
        let code = try await tester.code(parameters)
        var exchange = exchange(code, client)
        exchange["client_secret"] = nil
        exchange["redirect_uri"] = "com.example.app:/back"
        for wrong in ["", "wrong", challenge + "x"] {
            exchange["code_verifier"] = wrong
            #expect(try await tester.post("/oauth/v2/token", exchange).text == #"{"error":"invalid_code"}"#)
        }
        exchange["code_verifier"] = Self.verifier
        let granted = try await tester.post("/oauth/v2/token", exchange)
        let refreshed = try await tester.post(
            "/oauth/v2/token",
            [
                "grant_type": "refresh_token", "client_id": client.id,
                "refresh_token": try #require(granted.json["refresh_token"]?.string),
            ])
        #expect(refreshed.json["access_token"] != nil)
    }

    @Test func anAppWithoutAChallengeNeedsItsSecret() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.mobile, redirectURIs: [Self.callback])
        let code = try await tester.code(asked(client))
        var parameters = exchange(code, client)
        parameters["client_secret"] = nil
        #expect(try await tester.post("/oauth/v2/token", parameters).text == #"{"error":"invalid_client_secret"}"#)
        #expect(try await tester.post("/oauth/v2/token", exchange(code, client)).json["access_token"] != nil)
    }

    @Test func aWebApplicationNeedsItsSecretBesideTheChallenge() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        var parameters = asked(client)
        parameters["code_challenge"] = Self.verifier
        var exchange = exchange(try await tester.code(parameters), client)
        exchange["code_verifier"] = Self.verifier
        exchange["client_secret"] = nil
        #expect(try await tester.post("/oauth/v2/token", exchange).text == #"{"error":"invalid_client_secret"}"#)
    }

    // Forms that aren't this server's

    @Test(arguments: ["", "nonsense", ".", "e30=.00", "a.b.c"])
    func aFormWithoutATicketIsRefused(ticket: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.decide(ticket, user: ReadFixture.jane)
        #expect(answer.status == 400)
        #expect(answer.headers[.location] == nil)
    }

    @Test func aTicketThatWasChangedIsRefused() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let ticket = try await tester.ticket(asked(client))
        let parts = ticket.split(separator: ".")
        let content = try #require(Data(base64Encoded: String(parts[0])))
        let wider = String(decoding: content, as: UTF8.self).replacing("ZohoCRM.bulk.READ", with: "ZohoCRM.modules.ALL")
        #expect(try await tester.decide("\(Data(wider.utf8).base64EncodedString()).\(parts[1])").status == 400)
        #expect(try await tester.decide(ticket + "0").status == 400)
        #expect(try await tester.decide(ticket).status == 303)
    }

    @Test func aTicketOfAnotherServerIsRefused() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let other = try await AppTester.writing()
        #expect(try await tester.decide(try await other.engine.consentTicket(asked(client))).status == 400)
    }

    @Test func aClientThatIsGoneGetsNoCode() async throws {
        let tester = try await AppTester.reading()
        let client = try await tester.addClient(.server, redirectURIs: [Self.callback])
        let ticket = try await tester.ticket(asked(client))
        try await tester.engine.storage.catalog.removeClient(client.id)
        #expect(try await tester.decide(ticket).status == 400)
    }

    @Test func aFormIsGoodForTenMinutes() async throws {
        let tester = try await AppTester.reading()
        let ticket = try await tester.ticket(asked(try await tester.addClient(.server, redirectURIs: [Self.callback])))
        tester.clock.advance(by: 599)
        #expect(try await tester.decide(ticket).status == 303)
        tester.clock.advance(by: 1)
        #expect(try await tester.decide(ticket).status == 400)
    }

    @Test(arguments: [("same-origin", 303), ("none", 303), ("cross-site", 400), ("same-site", 400)])
    func aFormThatAnotherSiteSendsIsRefused(site: String, status: Int) async throws {
        let tester = try await AppTester.reading()
        let ticket = try await tester.ticket(asked(try await tester.addClient(.server, redirectURIs: [Self.callback])))
        let answer = try await tester.decide(ticket, headers: [HTTPField.Name("Sec-Fetch-Site")!: site])
        #expect(answer.status == status)
    }

    // Who may see the page

    @Test(arguments: [
        (AuthorizationPage.local, "localhost:8080", "", true), (.local, "127.0.0.1", "", true), (.local, "[::1]:8080", "", true),
        (.local, "crm.localhost:8080", "", true), (.local, "rebound.example:8080", "", false), (.local, "127.0.0.1.example", "", false),
        (.local, "127.0.0.256", "", false), (.local, "192.168.0.7", "", false), (.local, "", "", false),
        (.local, "localhost", "X-Forwarded-For", false), (.local, "localhost", "via", false), (.local, "localhost", "Forwarded", false),
        (.on, "crm.example.com", "", true), (.on, "localhost", "X-Forwarded-For", true), (.off, "localhost", "", false),
    ])
    func itIsOpenToThoseItIsFor(page: AuthorizationPage, host: String, header: String, isOpen: Bool) {
        var fields = HTTPFields()
        if !header.isEmpty { fields[HTTPField.Name(header)!] = "203.0.113.7" }
        let head = HTTPRequest(method: .get, scheme: "http", authority: host, path: "/oauth/v2/auth", headerFields: fields)
        #expect(page.isOpen(to: Request(head: head, body: RequestBody(buffer: ByteBuffer()))) == isOpen)
    }

    @Test(arguments: [(AuthorizationPage.off, "X-Else"), (.local, "X-Forwarded-For")])
    func othersSeeWhyTheyDoNotAndGetNoCode(page: AuthorizationPage, header: String) async throws {
        let headers: HTTPFields = [HTTPField.Name(header)!: "203.0.113.7"]
        var tester = try await AppTester.reading()
        tester.authorizationPage = page
        let parameters = asked(try await tester.addClient(.server, redirectURIs: [Self.callback]))
        let answer = try await tester.send(.get, "/oauth/v2/auth?" + AppTester.urlencoded(parameters), body: nil, headers: headers)
        #expect(answer.status == 403)
        #expect(answer.text.contains("--authorization-page on"))
        #expect(!answer.text.contains("<form"))
        let refused = try await tester.decide(try await tester.engine.consentTicket(parameters), headers: headers)
        #expect(refused.status == 403)
        #expect(refused.headers[.location] == nil)
    }

    @Test(arguments: [
        (AuthorizationPage.local, "127.0.0.1", String?.none, AuthorizationPage.local), (.local, "localhost", nil, .local),
        (.local, "::1", nil, .local), (.local, "127.0.0.1", "http://localhost:8080", .local), (.local, "0.0.0.0", nil, .off),
        (.local, "::", nil, .off), (.local, "192.168.0.7", nil, .off), (.local, "127.0.0.1", "https://crm.example.com", .off),
        (.on, "0.0.0.0", nil, .on), (.off, "127.0.0.1", nil, .off),
    ])
    func unlessToldOtherwiseItIsThereForThisMachineOnly(
        page: AuthorizationPage, host: String, publicURL: String?, effective: AuthorizationPage
    ) {
        #expect(page.effective(host: host, publicURL: publicURL) == effective)
    }

    private func asked(_ client: ClientProof) -> [String: String] {
        [
            "response_type": "code", "client_id": client.id, "scope": "ZohoCRM.bulk.READ,ZohoCRM.users.READ",
            "redirect_uri": Self.callback,
        ]
    }

    private func exchange(_ code: String, _ client: ClientProof) -> [String: String] {
        [
            "grant_type": "authorization_code", "client_id": client.id, "client_secret": client.secret, "code": code,
            "redirect_uri": Self.callback,
        ]
    }
}

/// The value of a parameter in an address.
private func value(_ name: String, in location: String) -> String? {
    location.split(whereSeparator: { "?#&".contains($0) }).first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
}

extension AppTester {
    fileprivate func ask(_ parameters: [String: String]) async throws -> Answer {
        try await send(.get, "/oauth/v2/auth?" + Self.urlencoded(parameters), token: nil, type: nil)
    }

    /// The ticket that the page's form carries.
    fileprivate func ticket(_ parameters: [String: String]) async throws -> String {
        let text = try await ask(parameters).text
        return try #require(text.firstMatch(of: /name="ticket" value="([^"]+)"/).map { String($0.1) })
    }

    /// Sends the page's form.
    fileprivate func decide(
        _ ticket: String, user: Int64 = ReadFixture.patricia, identity: String? = nil, decision: String = "accept",
        headers: HTTPFields = HTTPFields()
    ) async throws -> Answer {
        let form = ["ticket": ticket, "identity": identity ?? "\(organization):\(user)", "decision": decision]
        return try await post("/oauth/v2/auth/consent", form, headers: headers)
    }

    /// Opens the page and sends its form.
    fileprivate func consent(
        _ parameters: [String: String], user: Int64 = ReadFixture.patricia, decision: String = "accept"
    ) async throws -> Answer {
        try await decide(try await ticket(parameters), user: user, decision: decision)
    }

    /// The code that consent gives.
    fileprivate func code(_ parameters: [String: String]) async throws -> String {
        let location = try await consent(parameters).headers[.location] ?? ""
        return try #require(value("code", in: location))
    }
}
