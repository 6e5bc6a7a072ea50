import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// JSON of all kinds in all places, and bodies with bytes changed: a documented answer, never a failure.
@Suite struct HostileRecordTests {
    private static let values = [
        "null", "true", "0", "-0", "1e308", "-1E-400", "9223372036854775808", String(repeating: "9", count: 3_000),
        "1.\(String(repeating: "0", count: 500))1",
        #""""#, #""\u0000""#, #""x\u0000y""#, #"" ""#, #""-None-""#, #""9223372036854775807""#, #""99999999999999999999""#,
        #""\uD83D\uDE00""#, "[]", "{}",
        "[null]", "[[]]", "[{}]", #"[{"id":null}]"#, #"{"id":null}"#, #"{"id":[]}"#, #"{"id":{"id":1}}"#, #"{"id":1e3}"#, #"{"name":1}"#,
        #"{"email":null}"#, #"["a;b"]"#, #"["A","A",""]"#, #"[{"name":"a,b"}]"#, #"[{"id":"1","_delete":null},{"_delete":1}]"#,
        String(repeating: "[", count: 400) + String(repeating: "]", count: 400),
    ]

    @Test func eachKindOfValueInEachFieldEndsInADocumentedAnswer() async throws {
        let tester = try await AppTester.writing()
        let store = try await tester.engine.storage.store(of: tester.organization)
        let leads = try #require(try await store.schema().module(named: "Leads"))
        for name in leads.fields.map(\.apiName) + ["$append_values", "_delete", "Nope", "Parent_Id"] {
            let records = Self.values.map { #"{"Last_Name":"x","\#(name)":\#($0)}"# }
            for (method, path) in [(.post, "Leads"), (.put, "Leads"), (.post, "Leads/upsert")] as [(HTTPRequest.Method, String)] {
                let answer = try await tester.call(method, path, #"{"data":[\#(records.joined(separator: ","))]}"#)
                #expect(answer.json["data"]?.array?.count == records.count, "\(name): \(answer.text.prefix(500))")
                #expect(!answer.codes.contains("INTERNAL_ERROR"), "\(name)")
            }
        }
    }

    @Test(arguments: 1...300)
    func aBodyWithBytesChangedEndsInADocumentedAnswer(_ seed: UInt64) async throws {
        let tester = try await Self.tester.value
        var numbers = TestNumbers(seed: seed)
        var body = Array(
            """
            {"data":[{"Last_Name":"Boyle","Courses":["A"],"Account_Lookup":{"id":"\(WriteFixture.a1)"},"Revenue":1.5e1,"Reg_Day":"2024-01-01",
            "Secondary":[{"Secondary_Phone":"1"}],"$append_values":{"Courses":true}}],"duplicate_check_fields":["Email"]}
            """.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &numbers) {
            let place = Int.random(in: body.indices, using: &numbers)
            switch Int.random(in: 0..<3, using: &numbers) {
            case 0: body[place] = UInt8.random(in: .min ... .max, using: &numbers)
            case 1: body.remove(at: place)
            default: body.insert(Array(#"{}[],:"0e"#.utf8).randomElement(using: &numbers) ?? 0, at: place)
            }
        }
        let path = seed.isMultiple(of: 2) ? "/crm/v8/Leads" : "/crm/v8/Leads/upsert"
        let answer = try await tester.send(.post, path, body: Data(body), headers: [.authorization: "Zoho-oauthtoken \(tester.token)"])
        #expect([200, 201, 207, 400].contains(answer.status), "\(String(decoding: body, as: UTF8.self)): \(answer.text)")
        #expect(answer.json != .null)
    }

    /// Shared by cases that run beside one another, so calls aren't counted.
    private static let tester = Task {
        var limits = Limits.strict
        limits.dailyCredits = nil
        limits.concurrentCalls = nil
        return try await AppTester.writing(limits: limits)
    }
}
