import BulkModel
import Testing

@Suite struct WebOriginTests {
    @Test(arguments: [
        ("https://app.example.com", "https://app.example.com"), ("HTTPS://App.Example.COM/", "https://app.example.com"),
        ("https://app.example.com:443", "https://app.example.com"), ("http://app.example.com:443", "http://app.example.com:443"),
        ("http://localhost:5173", "http://localhost:5173"), ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ])
    func anOriginIsSchemeHostAndPort(text: String, origin: String) {
        #expect(WebOrigin(text)?.description == origin)
    }

    @Test(arguments: [
        "", "null", "*", "https://*", "app.example.com", "ftp://app.example.com", "https://", "https:///", "https://app.example.com/x",
        "https://u@app.example.com", "https://app.example.com:x", "https://app.example.com:0", "https://app.example.com:65536",
        "https://app.example.com?x", "https://a b", "https://[::1", "https://[]",
    ])
    func anythingElseIsNone(text: String) {
        #expect(WebOrigin(text) == nil)
    }

    @Test(arguments: [
        ("https://app.example.com/callback?x=1", "https://app.example.com"), ("http://LOCALHOST:3000", "http://localhost:3000"),
        ("https://app.example.com:443/cb", "https://app.example.com"), ("http://[::1]:8080/cb", "http://[::1]:8080"),
    ])
    func aRedirectAddressHasTheOriginOfItsPage(text: String, origin: String) throws {
        #expect(WebOrigin(of: try #require(RedirectURI(text)))?.description == origin)
    }

    @Test func anAddressOfAnAppHasNone() throws {
        #expect(WebOrigin(of: try #require(RedirectURI("com.example.app:/callback"))) == nil)
    }
}
