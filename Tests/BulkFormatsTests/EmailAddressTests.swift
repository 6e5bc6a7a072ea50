import BulkTesting
import Foundation
import Testing

@testable import BulkFormats

@Suite struct EmailAddressTests {
    @Test(arguments: [
        "d@x.com", "j.smith@zylker.com", "_a@b.co", "-a@b.co", "+a@b.co", "a!#$%&'*+-/=?^_`{|}~.@b.co", "a..b@c.de", "jörg@müller.de",
        "田中@例え.テスト", "a@b-c_d.com", "a@b--_c.com", "a@1.2.3.museum", "a@b.c.d.ef", "e\u{301}@e\u{301}.fr", "٣@٣.co",
    ])
    func addressesOfAnyScriptAreValid(text: String) {
        #expect(text.read { EmailAddress.isValid($0) })
    }

    @Test(arguments: [
        "", "a", "@b.co", ".a@b.co", "a@", "a@b", "a@b.c", "a@b.c1", "a@b.1co", "a@b-.com", "a@-b.com", "a@_b.com", "a@b..com", "a@.com",
        "a@b.com.", "a b@c.com", "a@b c.com", "a@b@c.com", "a,b@c.com", "(a)@b.com", "\"a\"@b.com", "a@b.com ", "a@b.c-m", "a@b.😀😀",
        "😀@b.com",
    ])
    func otherTextsAreNoAddresses(text: String) {
        #expect(!text.read { EmailAddress.isValid($0) })
    }

    @Test(arguments: [
        ("a@b.\(String(repeating: "c", count: 22))", true), ("a@b.\(String(repeating: "c", count: 23))", false),
        ("a@\(String(repeating: "ü", count: 253)).co", true), ("a@\(String(repeating: "b", count: 254)).co", false),
    ])
    func theDomainAndItsEndHaveTheirLengths(text: String, isValid: Bool) {
        #expect(text.read { EmailAddress.isValid($0) } == isValid)
    }

    @Test func generatedTextsAreJudgedAsByThePattern() throws {
        let pattern = try NSRegularExpression(
            pattern: #"^[\+\-\p{L}\p{M}\p{N}_]([\p{L}\p{M}\p{N}!#$%&'*+\-\/=?^_`{|}~.]*)@(?=.{4,256}$)"#
                + #"(([\p{L}\p{N}\p{M}]+)(([\-_]*[\p{L}\p{M}\p{N}])*)[.])+[\p{L}\p{M}]{2,22}$"#)
        var numbers = TestNumbers(seed: 4)
        let local = ["a", "B", "7", "é", "田", "\u{301}", "²", "+", "-", "_", ".", "'", "|", "(", " ", "€", "😀"]
        let domain = ["a", "b", "c", ".", ".", "-", "_", "7", "é", "田", "\u{301}", "²", " ", "+", "€"]
        var valid = 0
        for _ in 0..<6_000 {
            // Mostly allowed characters, so that about as many are valid as not.
            let text =
                random(0...4, of: local, &numbers) + (Int.random(in: 0...20, using: &numbers) == 0 ? "" : "@")
                + random(1...7, of: domain, &numbers)
                + [".com", ".co", ".c", "é.éé", ""].randomElement(using: &numbers)!
            let matches = pattern.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
            if matches { valid += 1 }
            #expect(text.read { EmailAddress.isValid($0) } == matches, "\(text.debugDescription)")
        }
        #expect(valid > 500)
    }

    private func random(_ count: ClosedRange<Int>, of parts: [String], _ numbers: inout TestNumbers) -> String {
        (0..<Int.random(in: count, using: &numbers)).map { _ in
            // The square flattens the odds towards the parts in front.
            let odds = Double.random(in: 0..<1, using: &numbers)
            return parts[Int(odds * odds * Double(parts.count))]
        }.joined()
    }
}
