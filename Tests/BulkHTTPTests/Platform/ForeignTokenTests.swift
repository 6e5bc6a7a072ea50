import BulkHTTP
import BulkModel
import BulkTesting
import Foundation
import Testing

/// A token reaches one organisation. Whatever it is used for, everything of another is as if it didn't exist: it can't be read, listed,
/// counted or changed, and no answer tells that it is there.
@Suite struct ForeignTokenTests {
    @Test func everyRouteIsTried() async throws {
        let world = try await ForeignWorld.make()
        let routes = Set(BulkApplication(engine: world.tester.engine).routes.map { "\($0.method.rawValue) \($0.path)" })
            // The authorisation page takes no token; it asks people who they are, and who may see it is tested beside it.
            .subtracting(["GET /oauth/v2/auth", "POST /oauth/v2/auth/consent"])
        let calls = ForeignWalk(world: world, version: "v8").calls
        #expect(routes.subtracting(calls.keys) == [], "routes that the walk leaves out: add them to ForeignWalk")
        #expect(Set(calls.keys).subtracting(routes) == [], "routes that there are none of")
        #expect(calls.allSatisfy { !$0.value.isEmpty })
    }

    @Test(arguments: ["v2", "v3", "v8"])
    func whatIsAnothersIsAnsweredLikeWhatIsNot(version: String) async throws {
        let world = try await ForeignWorld.make()
        for (route, calls) in ForeignWalk(world: world, version: version).inOrder {
            for call in calls {
                guard let named = call.named, call.isLikeUnknown else { continue }
                let unknown = call.unknown
                let answer = try await call.sent(in: world)
                let expected = try await unknown.sent(in: world)
                #expect(answer.status == expected.status, "\(route): \(call.path) \(call.body ?? "")")
                #expect(
                    shown(answer, without: named) == shown(expected, without: unknown.named ?? ""),
                    "\(route): \(call.path) \(call.body ?? "")")
            }
        }
    }

    @Test(arguments: ["v2", "v3", "v8"])
    func noAnswerTellsOfAnother(version: String) async throws {
        let world = try await ForeignWorld.make()
        let tellTales = [
            "Zylker", "Boyle", "zylker.com", "Acme", "Trainings", world.own.zgid, "\(WriteFixture.prefix)0", world.ownToken,
        ]
        for (route, calls) in ForeignWalk(world: world, version: version).inOrder {
            for call in calls {
                // The description is of no organisation.
                if route == "GET /longshore/v1/openapi.json" { continue }
                let answer = try await call.sent(in: world)
                if call.named == nil { #expect((200..<300).contains(answer.status), "\(route): \(call.path): \(answer.text)") }
                if !call.isLikeUnknown { #expect(answer.status == 400, "\(route): \(call.path)") }
                let text = call.named.map { answer.text.replacing($0, with: "") } ?? answer.text
                for tellTale in tellTales { #expect(!text.contains(tellTale), "\(route): \(call.path) tells of \(tellTale)") }
            }
        }
    }

    @Test func nothingOfAnotherChanges() async throws {
        let world = try await ForeignWorld.make()
        let before = try await world.tester.contents(of: world.tester.organization)
        #expect(before.keys.contains("Leads"))
        for version in ["v2", "v3", "v8"] {
            for call in ForeignWalk(world: world, version: version).calls.values.flatMap(\.self) { _ = try await call.sent(in: world) }
        }
        try await world.tester.runJobs()
        #expect(try await world.tester.contents(of: world.tester.organization) == before)
        // Its tokens go on working.
        #expect(try await world.tester.send(.get, "/crm/v8/org", token: world.ownToken).status == 200)
        let refreshed = try await world.tester.post(
            "/oauth/v2/token",
            [
                "grant_type": "refresh_token", "client_id": world.own.client.id, "client_secret": world.own.client.secret,
                "refresh_token": world.own.client.refreshToken,
            ])
        #expect(refreshed.json["access_token"]?.string != nil, "\(refreshed.text)")
    }

    @Test func anImportFindsNothingOfAnother() async throws {
        let world = try await ForeignWorld.make()
        let (own, tester) = (world.own, world.tester)
        func outcome(record: String, owner: String) async throws -> [String] {
            let rows = "id,Last_Name,Owner\n\(record),Redfield,\n\(world.foreign.record),Redfield,\(owner)\n"
            let archive = try AppTester.archive([("leads.csv", Data(rows.utf8))])
            let uploaded = try await tester.sendUpload(archive, organization: world.foreign.zgid, token: world.token)
            let file = try #require(uploaded.json["details"]?["file_id"]?.string)
            let body = AppTester.request(
                "update", file: file, ["id@0", "Last_Name@1", "Owner@2^id"], resource: [("find_by", "id")])
            let job = try #require(try await tester.sendWrite(body, token: world.token).json["details"]?["id"]?.string)
            try await tester.runJobs()
            let report = try await tester.send(.get, "/longshore/v1/jobs/\(job)/report", token: world.token)
            return report.text.split(separator: "\n").map(String.init).map { line in
                line.replacing(record, with: "RECORD").replacing(owner, with: "OWNER")
            }
        }
        let before = try await tester.contents(of: tester.organization)
        let lines = try await outcome(record: own.record, owner: own.user)
        #expect(lines.count == 3)
        #expect(lines == (try await outcome(record: ForeignCall.stranger(to: own.record), owner: ForeignCall.stranger(to: own.user))))
        #expect(try await tester.contents(of: tester.organization) == before)
    }

    /// What an answer says, but for what the call named, and for what is new in each answer.
    private func shown(_ answer: Answer, without named: String) -> String {
        let text = named.isEmpty ? answer.text : answer.text.replacing(named, with: "…")
        return text.replacing(/"(id|access_token|created_time)":"[^"]*"/) { "\"\($0.1)\":…" }
    }
}
