import BulkModel
import BulkTesting
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        #"{"b":1,"a":[true,false,null],"c":{"x":"y"}}"#,
        #"[2500.50,1e3,-0,12345678901234567890123]"#,
        #""quotes \" and \\ and \n and \u0001""#,
        #"{"é":"日本語 🚢"}"#,
        "{}", "[]", "0",
    ])
    func textThatIsReadAndWrittenAgainIsTheSameText(text: String) throws {
        #expect(try JSONValue(parsing: text).description == text)
    }

    @Test(arguments: [
        (" [ 1 , 2 ] ", "[1,2]"),
        (#""\u00e9\ud83d\udea2\/""#, #""é🚢/""#),
        (#"{"a":1,"a":2}"#, #"{"a":2}"#),
        ("\u{FEFF}{}", "{}"),
    ])
    func blanksEscapesAndRepeatedNamesAreUnderstood(text: String, expected: String) throws {
        #expect(try JSONValue(parsing: text).description == expected)
    }

    @Test(arguments: [
        ("", 0), ("{", 1), (#"{"query":"#, 9), ("[1,]", 3), ("{\"a\":1,}", 7), ("01", 1), ("1.", 2), ("tru", 0), ("\"a", 2), ("\"\n\"", 2),
        (#""\x""#, 3), (#""\ud83d""#, 7), ("[1] 2", 4), ("nul", 0), ("-", 1), ("'a'", 0),
    ])
    func brokenTextIsRefusedAtItsPlace(text: String, offset: Int) {
        #expect { try JSONValue(parsing: text) } throws: { ($0 as? JSONSyntaxError)?.offset == offset }
    }

    @Test(arguments: [
        ("// x\n{}", 0, 1), ("{}\n/* x */", 3, 2), ("[1 // one\n]", 3, 1), ("{\"a\" /* x */ : 1}", 5, 1),
        ("{\"a\":1,\n\n// x\n\"b\":2}", 9, 3),
    ])
    func commentsAreToldFromOtherTrouble(text: String, offset: Int, line: Int) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
        #expect(error.isComment && error.offset == offset && error.line == line, "\(error)")
    }

    @Test(arguments: ["{} /", "[1 / 2]", "{\"a\":\"// x\n\"}", "{\"a\":\"/*\",}", "\"\u{1}//\""])
    func aSlashAloneAndSlashesInTextsAreNoComment(text: String) throws {
        let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
        #expect(!error.isComment)
    }

    @Test func anObjectOfManyNamesIsReadInPassing() throws {
        let names = (0..<100_000).map { "\"name\($0 % 60_000)\":\($0)" }
        let text = "{\(names.joined(separator: ","))}"
        let start = ContinuousClock.now
        let object = try #require(try JSONValue(parsing: text).object)
        #expect(ContinuousClock.now - start < .seconds(20), "searching for each name would take minutes")
        #expect(object.members.count == 60_000)
        #expect(object["name5"] == 60_005)
    }

    @Test func bytesThatAreNoUTF8AreRefused() {
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func nestingIsBoundedRatherThanRunTheStackDown() {
        let deep = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: deep) }
    }

    @Test func anyBytesEndInAValueOrAnError() {
        var numbers = TestNumbers()
        let alphabet = Array(#"{}[]":,0123456789.eE+-truefalsn\u "#.utf8) + [0xC3, 0xA9, 0xFF, 0x00]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers)! }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect((try? JSONValue(parsing: value.description)) == value)
        }
    }
}
