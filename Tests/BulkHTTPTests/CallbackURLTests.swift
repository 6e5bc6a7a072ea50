import Testing

@testable import BulkHTTP

/// Addresses that could be called, and those that could not. (bulk read specification, section 14)
@Suite struct CallbackURLTests {
    @Test(arguments: [
        "http://example.com", "https://example.com/", "HTTPS://Example.COM/a?b=c#d", "http://localhost:8080/cb", "http://a_b-1.internal:1/",
        "https://example.com.:65535/x", "http://192.168.0.1/", "http://[::1]:9/", "http://[2001:db8::1.2.3.4]/",
        "https://xn--bcher-kva.example/",
        "http://0x7f/", "https://example.com?x", "https://example.com/%C3%BC", "http://1.example/",
    ])
    func usable(address: String) {
        #expect(CallbackURL.isUsable(address))
    }

    @Test(arguments: [
        "", "abc", "/cb", "ftp://example.com/", "http:example.com", "http://", "https:///x", "http://:80/", "//example.com/",
        "http://user@example.com/", "http://user:pass@example.com/", "http://@example.com/", "http://a@b@example.com/",
        "http://example.com:0/", "http://example.com:65536/", "http://example.com:/", "http://example.com:80a/", "http://example.com:-1/",
        "http://example.com:123456/", "http://example.com:80:80/", "http://exa mple.com/", "http://example.com/a b", " http://example.com/",
        "http://example.com/\n", "http://example.com/\u{0}", "http://example.com/\u{7F}", "http://example.com/\u{A0}",
        "http://-a.example/", "http://a-.example/", "http://a..example/", "http://.example/", "http://example.com../",
        "http://ex%61mple.com/", "http://exämple.com/", "http://exa$mple.com/", "http://example.com\\@evil.example/",
        "http://1.2.3/", "http://1.2.3.256/", "http://2130706433/", "http://1.2.3.4.5/", "http://[::1/", "http://[::g]/",
        "http://[fe80::1%25eth0]/",
        "http://[1.2.3.4]/", "http://[]/", "http://::1/", "http://[::1]x/",
        "http://\(String(repeating: "a", count: 64)).example/", "http://\(String(repeating: "abc.", count: 64))example/",
    ])
    func unusable(address: String) {
        #expect(!CallbackURL.isUsable(address))
    }
}
