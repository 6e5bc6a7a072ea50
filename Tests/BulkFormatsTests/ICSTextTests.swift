import BulkFormats
import Testing

/// Escaping and folding, and that neither lets anything through.
@Suite struct ICSTextTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("", ""),
        ("a\\b", "a\\\\b"),
        ("a;b", "a\\;b"),
        ("a,b", "a\\,b"),
        ("a:b \"c\" 'd' =e", "a:b \"c\" 'd' =e"),
        ("two\nlines", "two\\nlines"),
        ("two\rlines", "two\\nlines"),
        ("two\r\nlines", "two\\nlines"),
        ("\n\r\n\r\r", "\\n\\n\\n\\n"),
        ("next\u{85}line\u{2028}paragraph\u{2029}end", "next\\nline\\nparagraph\\nend"),
        ("already \\n", "already \\\\n"),
        ("tab\tstays", "tab\tstays"),
        ("\0bell\u{7} escape\u{1B} delete\u{7F} C1\u{80}\u{9F}", "bell escape delete C1"),
        ("Wójcik — 田中 👩‍👩‍👧 \u{A0}â\u{2027}\u{202A}\u{C0}\u{FFFD}", "Wójcik — 田中 👩‍👩‍👧 \u{A0}â\u{2027}\u{202A}\u{C0}\u{FFFD}"),
    ])
    func aTextIsEscaped(text: String, expected: String) {
        #expect(lines { $0.summary = text } == ["SUMMARY:\(expected)"])
    }

    @Test(arguments: [
        ("Ada", "Ada"),
        ("Ada Okafor-Li (Sales)", "Ada Okafor-Li (Sales)"),
        ("Okafor, Ada", "\"Okafor, Ada\""),
        ("Room: 7", "\"Room: 7\""),
        ("a;b", "\"a;b\""),
        ("Ada \"Ace\" Okafor", "Ada 'Ace' Okafor"),
        ("\";ROLE=CHAIR", "\"';ROLE=CHAIR\""),
        ("ends in \\", "\"ends in \\\""),
        (" blanks ", "\" blanks \""),
        ("two\r\nlines", "two lines"),
        ("a^nb", "a^^nb"),
        ("\u{0}Zoë\u{9B}", "Zoë"),
    ])
    func aNameIsAParameter(name: String, expected: String) {
        #expect(lines { $0.attendees = [.init(name: name, email: "a@b.c")] } == ["SUMMARY:", "ATTENDEE;CN=\(expected):mailto:a@b.c"])
    }

    @Test(arguments: [
        ("ada.okafor+crm@example.com", "ada.okafor+crm@example.com"),
        ("o'neil_7~x@ex-ample.com", "o'neil_7~x@ex-ample.com"),
        ("ada@example.com?bcc=eve@example.com", "ada@example.com%3Fbcc%3Deve@example.com"),
        ("ada@example.com\r\nBcc: eve@example.com", "ada@example.comBcc%3A%20eve@example.com"),
        ("a,b;c:d\"e%0D@example.com", "a%2Cb%3Bc%3Ad%22e%250D@example.com"),
        ("zoë@exämple.com", "zo%C3%AB@ex%C3%A4mple.com"),
    ])
    func anAddressIsAURI(email: String, expected: String) {
        #expect(lines { $0.organizer = .init(email: email) } == ["SUMMARY:", "ORGANIZER:mailto:\(expected)"])
    }

    @Test func nobodyIsLeftOut() {
        #expect(
            lines {
                $0.organizer = .init()
                $0.attendees = [.init(name: "", email: ""), .init(name: " \r\n"), .init(name: "\t", email: "a@b.c")]
            } == ["SUMMARY:", "ATTENDEE:mailto:a@b.c"])
    }

    @Test func noTextGetsALineOfItsOwn() {
        let attack = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:eve@example.com\r\u{2028}BEGIN:VALARM"
        var event = ICSEvent(uid: attack, stamp: 0, summary: attack, start: 0, end: 60)
        event.location = attack
        event.description = attack
        event.organizer = .init(name: attack, email: attack)
        event.attendees = [.init(name: attack, email: attack), .init(name: attack)]
        event.recurrence = attack
        let escaped = "x\\nEND:VEVENT\\nBEGIN:VEVENT\\nATTENDEE:mailto:eve@example.com\\n\\nBEGIN:VALARM"
        let quoted = "\"x END:VEVENT BEGIN:VEVENT ATTENDEE:mailto:eve@example.com  BEGIN:VALARM\""
        let encoded = "xEND%3AVEVENTBEGIN%3AVEVENTATTENDEE%3Amailto%3Aeve@example.comBEGIN%3AVALARM"
        #expect(
            ICSTexts.lines(of: event) == [
                "BEGIN:VEVENT", "UID:\(escaped)", "DTSTAMP:19700101T000000Z", "DTSTART:19700101T000000Z", "DTEND:19700101T000100Z",
                "SUMMARY:\(escaped)", "LOCATION:\(escaped)", "DESCRIPTION:\(escaped)", "ORGANIZER;CN=\(quoted):mailto:\(encoded)",
                "ATTENDEE;CN=\(quoted):mailto:\(encoded)", "ATTENDEE;CN=\(quoted):invalid:nomail", "END:VEVENT",
            ])
    }

    /// `SUMMARY:` has 8 octets, `x` one, `é` two, `田` three and `🎉` four.
    @Test(arguments: [
        (66, "", "", ""),
        (67, "", "", ""),
        (67, "", "x", "\r\n x"),
        (64, "é", "", ""),
        (65, "é", "", ""),
        (66, "", "é", "\r\n é"),
        (63, "田", "", ""),
        (64, "田", "", ""),
        (65, "", "田", "\r\n 田"),
        (66, "", "田", "\r\n 田"),
        (62, "🎉", "", ""),
        (63, "🎉", "", ""),
        (64, "", "🎉", "\r\n 🎉"),
        (66, "", "🎉x", "\r\n 🎉x"),
        (67, "", "🎉", "\r\n 🎉"),
        // An escape of two octets is no character; the lines are joined before it is read.
        (66, "\\", "", "\\\r\n \\"),
    ])
    func aLineOf75OctetsStaysAndAnyLongerOneIsFolded(xs: Int, kept: String, moved: String, added: String) {
        let x = String(repeating: "x", count: xs)
        let written = kept == "\\" ? added : kept + added
        #expect(folded(x + kept + moved) == "SUMMARY:\(x)\(written)\r\n")
    }

    @Test func continuationsCountTheirBlank() {
        let x67 = String(repeating: "x", count: 67)
        let y74 = String(repeating: "y", count: 74)
        #expect(folded(x67 + y74) == "SUMMARY:\(x67)\r\n \(y74)\r\n")
        #expect(folded(x67 + y74 + "z") == "SUMMARY:\(x67)\r\n \(y74)\r\n z\r\n")
        #expect(folded(x67 + " " + y74) == "SUMMARY:\(x67)\r\n  \(y74.dropLast())\r\n y\r\n")
    }

    @Test func anyTextOfAnyLengthComesTogetherAgain() {
        for character in ["x", "é", "田", "🎉", "👩‍👩‍👧", "x🎉"] {
            for length in 0...320 {
                let text = String(repeating: "a", count: length % 5) + String(repeating: character, count: length)
                let folded = folded(text)
                #expect(folded.utf8.split(separator: 10).allSatisfy { $0.count <= 76 && $0.last == 13 }, "\(length) of \(character)")
                #expect(ICSTexts.unfolded(folded) == "SUMMARY:\(text)\r\n", "\(length) of \(character)")
            }
        }
    }

    /// The lines of the event from its summary on.
    private func lines(_ change: (inout ICSEvent) -> Void) -> [String] {
        var event = ICSEvent(uid: "1", stamp: 0, summary: "", start: 0, end: 0)
        change(&event)
        return Array(ICSTexts.lines(of: event)[4...].dropLast())
    }

    /// The summary as it stands in the file.
    private func folded(_ summary: String) -> String {
        let text = ICSTexts.written { $0.write(ICSEvent(uid: "1", stamp: 0, summary: summary, start: 0, end: 0)) }
        return String(text.drop(through: "DTSTART:19700101T000000Z\r\n").dropLast("END:VEVENT\r\n".count))
    }
}
