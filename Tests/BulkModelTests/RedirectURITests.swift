import BulkModel
import Testing

@Suite struct RedirectURITests {
    @Test(arguments: [
        ("https://example.com/callback", "https://example.com"), ("HTTP://localhost:3000", "http://localhost:3000"),
        ("http://[::1]:8080/cb?a=b&c=d", "http:"), ("com.example.app:/oauth", "com.example.app:"),
        ("myapp://back", "myapp:"), ("https://example.com?x=1", "https://example.com"),
    ])
    func anAddressHasAnOrigin(text: String, origin: String) {
        #expect(RedirectURI(text)?.origin == origin)
        #expect(RedirectURI(text)?.text == text)
    }

    @Test(arguments: [
        "", "/callback", "example.com/callback", "https://", "https:///cb", "https:example.com", "https://example.com/#part",
        "https://user@example.com/", "https://example.com/a b", "https://example.com/\"x", "https://exa'mple.com", "https://a;b.example",
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "1app:/x", "app:", "https://bücher.example",
    ])
    func whatIsNoAddressOfAnApplicationIsRefused(text: String) {
        #expect(RedirectURI(text) == nil)
    }
}
