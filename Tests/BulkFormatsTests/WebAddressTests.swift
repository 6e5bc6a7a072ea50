import BulkTesting
import Foundation
import Testing

@testable import BulkFormats

@Suite struct WebAddressTests {
    @Test(arguments: [
        "example.com", "www.example.com", "http://example.com", "HTTPS://WWW.example.com", "ftp://ftp.example.com/a b", "example.com/",
        "example.com?q=1", "example.com/a?b=c&d=e#f", "müller.de", "例え.テスト", "example.com:8080/x", "https://a.b.c.d/e.f", "a.b",
        "example.com/http://x y\"<>",
    ])
    func theSchemeIsOptional(text: String) {
        #expect(text.read { WebAddress.isValid($0) })
    }

    @Test(arguments: [
        "", "example", "http://", "http://example", "www.", "gopher://example.com", "http:/example.com", ".com", "example.", "example..com",
        "exa:mple.com", "a\"b.com", "example.com\"", "user:pw@example.com", "a/b.com", "example.com/a\nb", "mailto:a@b.com",
    ])
    func otherTextsAreNoAddresses(text: String) {
        #expect(!text.read { WebAddress.isValid($0) })
    }

    @Test func generatedTextsAreJudgedAsByThePattern() throws {
        let pattern = try NSRegularExpression(
            pattern: #"^(http:\/\/www.|https:\/\/www.|ftp:\/\/www.|www.|http:\/\/|https:\/\/|ftp:\/\/|){1}"#
                + #"[^\x00-\x19\x22-\x27\x2A-\x2C\x2E-\x2F\x3A-\x3F\x5B-\x5E\x60\x7B\x7D-\x7F]+"#
                + #"(\.[^\x00-\x19\x22\x24-\x2C\x2E-\x2F\x3C\x3E\x40\x5B-\x5E\x60\x7B\x7D-\x7F]+)+([\/\?].*)*$"#,
            options: .caseInsensitive)
        var numbers = TestNumbers(seed: 6)
        let prefixes = ["", "", "http://", "https://", "ftp://", "www.", "WWWx", "Http://www.", "http://www", "www\u{2028}", "http:"]
        // Every ASCII character, and those often that decide something.
        let parts =
            ["a", "b", "c", ".", ".", ".", ".", "?", "?", "/", "www", "é", "😀", "\u{2028}"]
            + (0x20..<0x80).map { String(Unicode.Scalar(UInt8($0))) }
        var valid = 0
        for _ in 0..<8_000 {
            let host = (0..<Int.random(in: 1...9, using: &numbers)).map { _ in
                parts[Int.random(in: 0..<(Bool.random(using: &numbers) ? 14 : parts.count), using: &numbers)]
            }
            // In the middle, so that the line end at a text's end, which the pattern overlooks, never comes up.
            let text = prefixes.randomElement(using: &numbers)! + host.joined() + "x"
            let matches = pattern.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
            if matches { valid += 1 }
            #expect(text.read { WebAddress.isValid($0) } == matches, "\(text.debugDescription)")
        }
        #expect(valid > 500)
    }
}
