import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

@testable import BulkEngine

/// What happens to a job, told as it happens.
@Suite(.timeLimit(.minutes(5))) struct JobEventsTests {
    private static let leads = #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}"#

    /// The events of a stream that has ended: name and job of each.
    private func events(_ answer: Answer) -> [(name: String, job: JSONValue)] {
        answer.text.components(separatedBy: "\n\n").compactMap { block in
            let lines = block.split(separator: "\n")
            guard lines.count == 2, lines[0].hasPrefix("event: "), lines[1].hasPrefix("data: ") else { return nil }
            return (String(lines[0].dropFirst(7)), (try? JSONValue(parsing: String(lines[1].dropFirst(6)))) ?? .null)
        }
    }

    private func caller(_ tester: AppTester) async throws -> Caller {
        try await tester.engine.caller(holding: tester.token)
    }

    /// Waits until somebody watches a job.
    private func watched(_ tester: AppTester, _ job: String) async throws {
        let id = try #require(ObjectID(job))
        try await eventually("somebody watches job \(job)") { tester.engine.jobs.watchers(of: id) > 0 }
    }

    @Test func ofAJobThatHasEndedTheStreamSaysSoAndEnds() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        try await tester.runJobs()
        let answer = try await tester.send(.get, AppTester.path(of: job, "/events"))
        #expect(answer.status == 200)
        #expect(answer.headers[.contentType] == "text/event-stream")
        let told = events(answer)
        #expect(told.map(\.name) == ["progress", "ended"])
        #expect(told.last?.job == (try await tester.job(job)))
        #expect(tester.engine.jobs.watchers(of: try #require(ObjectID(job))) == 0)
    }

    @Test func aJobIsToldFromItsWaitingToItsEnd() async throws {
        let tester = try await AppTester.writing()
        let job = try await tester.createWrite(AppTester.request("insert", file: try await tester.upload("Last_Name,Company\nA,X"), nil))
        async let stream = tester.send(.get, AppTester.path(of: job, "/events"))
        try await watched(tester, job)
        try await tester.runJobs()
        let told = events(try await stream)
        #expect(told.first?.name == "progress" && told.first?.job["id"] == .string(job))
        #expect(told.last?.name == "ended")
        #expect(told.last?.job["state"] == "COMPLETED" && told.last?.job["rows"]?["added"] == 1)
        #expect(told.dropLast().allSatisfy { $0.name == "progress" })
    }

    @Test func aJobThatIsCancelledEndsItsStream() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        async let stream = tester.send(.get, AppTester.path(of: job, "/events"))
        try await watched(tester, job)
        try await tester.perform("cancel", job: job)
        let told = events(try await stream)
        #expect(told.last?.name == "ended" && told.last?.job["state"] == "CANCELLED")
    }

    @Test func aWorkersNumbersAreToldAsTheyStandAndTheLastOnesSoon() async throws {
        let tester = try await AppTester.reading()
        let id = try #require(ObjectID(try await tester.createRead(Self.leads)))
        let store = try await tester.engine.storage.store(of: tester.organization)
        _ = try await store.leaseJob(for: LeaseHolder(name: "test"), now: tester.clock.now, until: tester.clock.now + 60)
        let running = tester.engine.jobs.begin(id, JobNumbers(stage: .reading))
        let events = try await tester.engine.events(of: id.description, for: try await caller(tester))
        tester.clock.advance(by: 10)
        var told: [(rows: Int, share: Double?, rate: Double?, left: Double?)] = []
        try await events.run { event in
            guard case .progress(let snapshot) = event else { return }
            told.append((snapshot.rows.read, snapshot.share, snapshot.rate, snapshot.secondsLeft))
            guard told.count < 3 else { return events.close() }
            // Far more changes than are told.
            for step in 1...1_000 {
                running.update { numbers in
                    numbers.rows = told.count * step
                    numbers.share = Double(step) / 4_000
                }
            }
        }
        #expect(told.map(\.rows) == [0, 1_000, 2_000])
        #expect(told.map(\.share) == [nil, 0.25, 0.25])
        #expect(told.map(\.rate) == [nil, 100, 200])
        #expect(told.map(\.left) == [nil, 30, 30])
    }

    @Test func silenceIsTold() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        let events = try await tester.engine.events(of: job, for: try await caller(tester))
        var told: [String] = []
        try await events.run(heartbeat: .milliseconds(1)) { event in
            switch event {
            case .progress: told.append("progress")
            case .ended: told.append("ended")
            case .silence:
                told.append("silence")
                if told.count == 3 { events.close() }
            }
        }
        #expect(told.prefix(3) == ["progress", "silence", "silence"])
    }

    @Test func theStreamOfADeletedJobEndsWithoutALastWord() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        let id = try #require(ObjectID(job))
        let store = try await tester.engine.storage.store(of: tester.organization)
        let events = try await tester.engine.events(of: job, for: try await caller(tester))
        var count = 0
        try await events.run { event in
            count += 1
            // Both before the stream looks again.
            _ = try await store.cancelJob(id, now: tester.clock.now)
            _ = try await store.removeJob(id)
            tester.engine.jobs.tellStored(id)
        }
        #expect(count == 1)
    }

    @Test func anOrganizationHasSoManyStreamsAndNoMore() async throws {
        var limits = Limits.strict
        limits.eventStreams = 2
        let tester = try await AppTester.reading(limits: limits)
        let job = try await tester.createRead(Self.leads)
        let caller = try await caller(tester)
        let first = try await tester.engine.events(of: job, for: caller)
        let second = try await tester.engine.events(of: job, for: caller)
        expectError(
            try await tester.send(.get, AppTester.path(of: job, "/events")), "TOO_MANY_REQUESTS", 429, ["limit": 2],
            message: "2 streams of events are open; close one, or ask for the job now and then")
        first.close()
        first.close()
        try await tester.perform("cancel", job: job)
        #expect(try await tester.send(.get, AppTester.path(of: job, "/events")).status == 200)
        withExtendedLifetime((first, second)) {}
    }

    @Test func thereAreNoEventsOfWhatIsNotOnesOwn() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(Self.leads)
        let foreign = try await tester.tokenOfAnotherOrganization()
        let path = AppTester.path(of: job, "/events")
        expectError(try await tester.send(.get, path, token: foreign), "RESOURCE_NOT_FOUND", 404, ["resource": .string(job)])
        expectError(try await tester.send(.get, path, token: nil), "AUTHENTICATION_FAILURE", 401)
    }
}
