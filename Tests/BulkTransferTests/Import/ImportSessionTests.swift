import BulkClient
import BulkModel
import BulkTesting
import Foundation
import Synchronization
import Testing

@testable import BulkTransfer

@Suite struct ImportSessionTests {
    @Test(arguments: [true, false])
    func aFileIsImportedInPartsAndItsRowsAreAccountedFor(isLongshore: Bool) async throws {
        let bench = try ImportBench(isLongshore: isLongshore)

        let outcome = try await bench.run()

        #expect(bench.server.records == ImportBench.names)
        #expect(outcome.rows == ImportOutcome.Rows(total: 10, added: 8, updated: 0, failed: 2, skipped: 0))
        #expect(outcome.parts.map(\.rows.total) == [4, 4, 2])
        #expect(outcome.errors.map(\.code) == ["MANDATORY_NOT_FOUND"])
        #expect(outcome.errors.map(\.column) == ["Name"])
        #expect(outcome.errors.map(\.count) == [2])
        #expect(outcome.errors.map(\.firstLine) == [4])
        #expect(outcome.modules[0].failedPath == bench.path("leads.failed.csv"))
        try await bench.process { try await $0.forget() }
        #expect(!FileManager.default.fileExists(atPath: bench.folderPath))
    }

    @Test func failedRowsAreWholeAndSayTheLineOfTheSource() async throws {
        let bench = try ImportBench(isLongshore: true)
        _ = try await bench.run()
        let hint = "\"Last Name must not be empty: fill the cell, or map a default value.\""

        #expect(
            bench.text("leads.failed.csv") == """
                Name,Firm,LONGSHORE_STATUS,LONGSHORE_RECORD_ID,LONGSHORE_LINE,LONGSHORE_ERRORS,LONGSHORE_HINTS,LONGSHORE_NOTES
                ,Y,SKIPPED,,4,MANDATORY_NOT_FOUND-Name,\(hint),
                ,Z,SKIPPED,,8,MANDATORY_NOT_FOUND-Name,\(hint),

                """)
    }

    @Test func anotherServersResultIsReadBesideTheRowsThatWereSent() async throws {
        let hint =
            "Line 3: the row has more cells than the header: 3 and not 2. A value with the delimiter in it needs quotes around it."
        let bench = try ImportBench(isLongshore: false, csv: "Name,Firm\nAnn,X\n,\"Y, \"\"and\"\"\nsons\",more\nBob,X\n,Z\n")
        _ = try await bench.run()

        #expect(
            bench.text("leads.failed.csv") == """
                Name,Firm,LONGSHORE_STATUS,LONGSHORE_RECORD_ID,LONGSHORE_LINE,LONGSHORE_ERRORS,LONGSHORE_HINTS,LONGSHORE_NOTES
                ,"Y, ""and""
                sons",SKIPPED,,3,INVALID_DATA-Name,\(hint),,more
                ,Z,SKIPPED,,6,MANDATORY_NOT_FOUND-Name,The field must not be empty: fill the cell.,

                """)
    }

    @Test func columnsOfAnEarlierFileOfFailedRowsAreLeftBehind() async throws {
        let own = ReportColumns.names.joined(separator: ",")
        let bench = try ImportBench(isLongshore: true, csv: "Name,Firm,\(own)\n,X,SKIPPED,,9,CODE,hint\nAnn,X,,,,,\n")
        _ = try await bench.run()

        #expect(bench.text("leads.failed.csv")?.split(separator: "\n").first == "Name,Firm,\(own)")
        #expect(bench.text("leads.failed.csv")?.split(separator: "\n").last?.hasPrefix(",X,SKIPPED,,2,MANDATORY") == true)
    }

    @Test func whereNoRowFailsThereIsNoFileOfFailedRowsAndAnEarlierOneGoes() async throws {
        let bench = try ImportBench(isLongshore: true, csv: "Name,Firm\nAnn,X\n")
        try Data("Name,LONGSHORE_STATUS\n".utf8).write(to: URL(filePath: bench.path("leads.failed.csv")))

        let outcome = try await bench.run()

        #expect(outcome.modules[0].failedPath == nil)
        #expect(bench.text("leads.failed.csv") == nil)
    }

    @Test func aFileWithoutRowsNeedsNoJob() async throws {
        let bench = try ImportBench(isLongshore: true, csv: "Name,Firm\n")

        #expect(try await bench.run().rows == ImportOutcome.Rows())
        #expect(bench.server.calls == [])
    }

    // What an interrupted import leaves

    @Test func anImportThatIsDoneStaysDoneUntilItIsForgotten() async throws {
        let bench = try ImportBench(isLongshore: true)
        let outcome = try await bench.run()
        let calls = bench.server.calls.count

        try await bench.process { again in
            #expect(await again.beginning == .complete)
            let repeated = try await again.run()
            #expect(repeated == outcome)
        }
        #expect(bench.server.calls.count == calls)
    }

    @Test func twoProcessesCannotWorkAtTheSameFile() throws {
        let bench = try ImportBench(isLongshore: true)
        let first = try ImportFolder(path: bench.folderPath)
        defer { first.close() }

        #expect(throws: ImportFolder.InUse(path: bench.folderPath)) { try ImportFolder(path: bench.folderPath) }
    }

    @Test func aFolderThatIsReleasedCanBeTakenAlthoughSomebodyStillHasAReferenceToIt() throws {
        let bench = try ImportBench(isLongshore: true)
        let first = try ImportFolder(path: bench.folderPath)
        first.release()
        let second = try ImportFolder(path: bench.folderPath)
        defer { second.close() }

        #expect(throws: ImportFolder.InUse(path: bench.folderPath)) { try ImportFolder(path: bench.folderPath) }
        withExtendedLifetime(first) {}
    }

    @Test func aFolderInWhichNothingWasBegunGoesWhenItIsClosed() throws {
        let bench = try ImportBench(isLongshore: true)
        let first = try ImportFolder(path: bench.folderPath)
        first.close()

        #expect(!FileManager.default.fileExists(atPath: bench.folderPath))
        withExtendedLifetime(first) {}
    }

    @Test func aFolderThatWasRemovedAndIsAnothersByNowStaysWhenTheFirstIsClosed() throws {
        let bench = try ImportBench(isLongshore: true)
        let first = try ImportFolder(path: bench.folderPath)
        try first.remove()
        let second = try ImportFolder(path: bench.folderPath)
        defer { second.close() }
        first.close()

        #expect(FileManager.default.fileExists(atPath: second.path + "/lock"))
        #expect(throws: ImportFolder.InUse(path: bench.folderPath)) { try ImportFolder(path: bench.folderPath) }
    }

    /// Ends the first process in the middle of its second job.
    private func interrupted(isLongshore: Bool = true) async throws -> ImportBench {
        let bench = try ImportBench(isLongshore: isLongshore)
        let calls = try await callsOfAWholeImport(isLongshore: isLongshore)
        let second = calls.indices.filter { calls[$0].hasPrefix("POST /crm/bulk") }[1]
        bench.server.trouble(.crashBefore, at: second + 1)
        await #expect(throws: FakeServer.Crash.self) { try await bench.run() }
        return bench
    }

    @Test func aSessionSaysWhereItGoesOn() async throws {
        let bench = try await interrupted()

        let beginning = try await bench.process { await $0.beginning }
        #expect(beginning == .goingOn(begun: bench.clock.now, completed: 1, parts: 3, isUnderWay: true))
    }

    @Test func anotherFileIsNotTakenForTheOneThatWasBegun() async throws {
        let bench = try await interrupted()
        try Data((ImportBench.leads + "Ida,X\n").utf8).write(to: URL(filePath: bench.path("leads.csv")))

        let failure = try await bench.failure()

        #expect(failure?.kind == .request)
        #expect(failure?.message.contains("leads.csv has been changed since") == true)
        #expect(failure?.message.contains("--restart") == true)
    }

    @Test func anotherMappingIsNotTakenForTheOneThatWasBegun() async throws {
        var bench = try await interrupted()
        bench.mappings[1] = BulkWriteRequest.Mapping(field: "Company", column: 1, defaultValue: "None")

        #expect(try await bench.failure()?.message.contains("the mapping of Company is another") == true)
    }

    @Test func whatNoServerKnowsOfIsBegunAnewWithoutAsking() async throws {
        var bench = try ImportBench(isLongshore: true)
        bench.server.trouble(.crashAfter, at: 0)
        await #expect(throws: FakeServer.Crash.self) { try await bench.run() }
        bench.mappings[1] = BulkWriteRequest.Mapping(field: "Website", column: 1)

        #expect(try await bench.run().rows.added == 8)
        #expect(bench.server.records == ImportBench.names)
    }

    @Test func anImportCanBeBegunAnew() async throws {
        let bench = try await interrupted()

        #expect(try await bench.run(beginsAnew: true).rows.added == 8)
        #expect(bench.server.records.count > ImportBench.names.count)
    }

    @Test func archivesThatWereRemovedAreMadeAgain() async throws {
        let bench = try await interrupted()
        for name in ["part-0002.zip", "part-0003.zip"] { try FileManager.default.removeItem(atPath: bench.folderPath + "/" + name) }

        #expect(try await bench.run().rows.added == 8)
        #expect(bench.server.records == ImportBench.names)
    }

    // What goes wrong on the way

    @Test(arguments: [FakeServer.Trouble.unreached, .requestLost, .answerLost, .answer(status: 503), .answer(status: 429, retryAfter: 3)])
    func atLongshoreEveryCallMayGoWrongOnce(trouble: FakeServer.Trouble) async throws {
        for call in try await callsOfAWholeImport(isLongshore: true).indices {
            let bench = try ImportBench(isLongshore: true)
            bench.server.trouble(trouble, at: call)

            #expect(try await bench.run().rows.added == 8, "call \(call)")
            #expect(bench.server.records == ImportBench.names, "call \(call)")
        }
    }

    @Test(arguments: [true, false], [FakeServer.Trouble.crashBefore, .crashAfter])
    func whereverTheProcessDiesTheNextOneDoesNoRowTwice(isLongshore: Bool, crash: FakeServer.Trouble) async throws {
        let calls = try await callsOfAWholeImport(isLongshore: isLongshore)
        for (number, call) in calls.enumerated() {
            let bench = try ImportBench(isLongshore: isLongshore)
            bench.server.trouble(crash, at: number)
            // What fails while a job is waited for is done again in its turn.
            _ = try? await bench.run()
            if !isLongshore, call.hasPrefix("POST /crm/bulk") {
                let failure = try await bench.failure()
                #expect(failure?.kind == .job, "call \(number)")
                #expect(failure?.message.contains("--assume-created JOB_ID") == true)
                let job = bench.server.state.withLock { state in state.jobs.keys.max() }
                let assumption = crash == .crashAfter ? ImportSession.Assumption.created(job: job ?? "") : .notCreated
                _ = try await bench.run(.init(assumption: assumption))
            } else {
                _ = try await bench.run()
            }
            #expect(bench.server.records == ImportBench.names, "call \(number): \(call)")
            #expect(bench.text("leads.failed.csv")?.split(separator: "\n").count == 3)
        }
    }

    @Test(arguments: [true, false])
    func whereverTheLedgerIsLostTheNextProcessDoesNoRowTwice(isLongshore: Bool) async throws {
        let writings = Mutex(0)
        _ = try await ImportBench(isLongshore: isLongshore).run(onWrite: { writings.withLock { $0 += 1 } })
        for last in 0..<writings.withLock({ $0 }) {
            let bench = try ImportBench(isLongshore: isLongshore)
            let count = Mutex(0)
            let end: @Sendable () throws -> Void = {
                let number = count.withLock { count in
                    defer { count += 1 }
                    return count
                }
                if number >= last { throw FakeServer.Crash() }
            }
            _ = try? await bench.run(onWrite: end)
            do {
                _ = try await bench.run()
            } catch let failure as TransferFailure where !isLongshore && failure.kind == .job {
                let unknown = bench.server.state.withLock { $0.jobs.keys.max() }
                let isThere = bench.server.records.count > (try ledgerJobs(bench) * 3)
                _ = try await bench.run(.init(assumption: isThere ? .created(job: unknown ?? "") : .notCreated))
            }
            #expect(bench.server.records == ImportBench.names, "writing \(last)")
        }
    }

    /// How many jobs the ledger knows.
    private func ledgerJobs(_ bench: ImportBench) throws -> Int {
        let folder = try ImportFolder(path: bench.folderPath)
        defer { folder.release() }
        return try folder.ledger()?.completed ?? 0
    }

    @Test func aCreationThatTheCreditsDidNotReachForGoesOnDaysLater() async throws {
        let bench = try ImportBench(isLongshore: true)
        let create = bench.server.call("POST /crm/bulk", in: try await callsOfAWholeImport(isLongshore: true))
        bench.server.trouble(.answer(status: 429, retryAfter: 80_000), at: create)
        await #expect(throws: BulkClientError.self) { try await bench.run() }
        bench.clock.advance(by: 3 * 86_400)
        #expect(try await bench.run().rows.added == 8)
        #expect(bench.server.records == ImportBench.names)
    }

    @Test func aCreationThatWasRefusedIsInNoDoubt() async throws {
        let bench = try ImportBench(isLongshore: false)
        let create = bench.server.call("POST /crm/bulk", in: try await callsOfAWholeImport(isLongshore: false))
        bench.server.trouble(.answer(status: 400), at: create)

        await #expect(throws: BulkClientError.self) { try await bench.run() }
        #expect(try await bench.run().rows.added == 8)
        #expect(bench.server.records == ImportBench.names)
    }

    @Test(arguments: [FakeServer.Trouble.answerLost, .requestLost, .answer(status: 500), .answer(status: 502)])
    func atOtherServersACreationWithoutAnAnswerIsInDoubt(trouble: FakeServer.Trouble) async throws {
        let bench = try ImportBench(isLongshore: false)
        let create = bench.server.call("POST /crm/bulk", in: try await callsOfAWholeImport(isLongshore: false))
        bench.server.trouble(trouble, at: create)

        for _ in 0..<2 {
            let failure = try await bench.failure()
            #expect(failure?.kind == .job)
            #expect(failure?.message.contains("Import History") == true)
        }
        #expect(bench.server.calls.count { $0.hasPrefix("POST /crm/bulk") } == 1)
    }

    @Test func aKeyIsNotReliedOnForEver() async throws {
        let bench = try ImportBench(isLongshore: true)
        let create = bench.server.call("POST /crm/bulk", in: try await callsOfAWholeImport(isLongshore: true))
        bench.server.trouble(.crashBefore, at: create)
        await #expect(throws: FakeServer.Crash.self) { try await bench.run() }
        bench.clock.advance(by: 2 * 86_400)

        #expect(try await bench.failure()?.message.contains("nobody can know") == true)
        #expect(try await bench.run(.init(assumption: .notCreated)).rows.added == 8)
    }

    @Test func nothingIsAssumedWhereNothingIsInDoubt() async throws {
        let bench = try ImportBench(isLongshore: true)

        #expect(try await bench.failure(.init(assumption: .notCreated))?.kind == .request)
        #expect(bench.server.records == [])
    }

    @Test(arguments: ["77", "1002"])
    func aJobThatIsAnotherIsNotTakenForTheOneInDoubt(job: String) async throws {
        // The first part's job has the number 1002; that of the second is in doubt.
        let bench = try ImportBench(isLongshore: false)
        let calls = try await callsOfAWholeImport(isLongshore: false)
        let second = calls.indices.filter { calls[$0].hasPrefix("POST /crm/bulk") }[1]
        bench.server.trouble(.answerLost, at: second)
        #expect(try await bench.failure()?.kind == .job)

        #expect(try await bench.failure(.init(assumption: .created(job: job)))?.message.hasSuffix("nothing was assumed") == true)
        let made = try #require(bench.server.state.withLock { $0.jobs.keys.max() })
        #expect(try await bench.run(.init(assumption: .created(job: made))).rows.added == 8)
        #expect(bench.server.records == ImportBench.names)
    }

    @Test func whatIsDoneDoesNotStandInTheWayOfAnotherImport() async throws {
        let bench = try ImportBench(isLongshore: true)
        _ = try await bench.run()
        try Data("Name,Firm\nIda,X\n".utf8).write(to: URL(filePath: bench.path("leads.csv")))

        #expect(try await bench.run().rows.added == 1)
    }

    @Test(arguments: [true, false])
    func anUploadThatIsGoneIsSentAgain(isLongshore: Bool) async throws {
        let bench = try ImportBench(isLongshore: isLongshore)
        bench.server.trouble(.crashAfter, at: 0)
        await #expect(throws: FakeServer.Crash.self) { try await bench.run() }
        let create = bench.server.calls.count + 1
        bench.server.trouble(.unreached, at: create)
        _ = try? await bench.run()
        bench.server.state.withLock { $0.uploads = [:] }
        let incidents = Mutex<[ImportIncident]>([])

        _ = try await bench.process(onIncident: { incident in incidents.withLock { $0.append(incident) } }) { try await $0.run() }

        #expect(bench.server.records == ImportBench.names)
        #expect(Set(incidents.withLock { $0 }).isSubset(of: [.uploadedAgain(part: 1), .uploadedAgain(part: 2)]))
    }

    // Jobs that don't end well

    @Test func aJobThatLongshoreFailedAtIsToldToGoOn() async throws {
        let bench = try ImportBench(isLongshore: true)
        bench.server.state.withLock { $0.breaks[1] = (rows: 2, state: "FAILURE") }

        #expect(try await bench.run().rows == ImportOutcome.Rows(total: 10, added: 8, updated: 0, failed: 2, skipped: 0))
        #expect(bench.server.records == ImportBench.names)
    }

    @Test func aJobThatSomebodyCancelledStaysCancelled() async throws {
        let bench = try ImportBench(isLongshore: true)
        bench.server.state.withLock { $0.breaks[1] = (rows: 1, state: "CANCELLED") }

        let failure = try await bench.failure()

        #expect(failure?.kind == .job)
        #expect(failure?.message.contains("was cancelled at the server; 1 of its 4 rows are in") == true)
        #expect(failure?.message.contains("longshore jobs retry") == true)
        let job = try #require(bench.server.state.withLock { state in state.jobs.values.first { $0.state == "CANCELLED" }?.id })
        _ = try await bench.client.retryJob(job)
        #expect(try await bench.run().rows.added == 8)
        #expect(bench.server.records == ImportBench.names)
    }

    @Test(arguments: [true, false], [0, 2])
    func anImportCanGoOnPastAJobThatFailed(isLongshore: Bool, handled: Int) async throws {
        let bench = try ImportBench(isLongshore: isLongshore)
        bench.server.state.withLock { $0.breaks[0] = (rows: handled, state: isLongshore ? "CANCELLED" : "FAILURE") }
        #expect(try await bench.failure()?.message.contains("--accept-failed-jobs") == true)

        let outcome = try await bench.run(.init(acceptsFailedJobs: true))

        // Of the first part's four rows the third has no name.
        #expect(outcome.rows == .init(total: 10, added: 5 + handled, updated: 0, failed: 1, skipped: 4 - handled))
        #expect(bench.server.records == Array(ImportBench.names.prefix(handled) + ImportBench.names.dropFirst(3)))
        #expect(bench.text("leads.failed.csv")?.contains("Cid,X,UNPROCESSED,,5,") == true)
    }

    @Test func aResultThatIsGoneIsOwnedUpTo() async throws {
        let bench = try ImportBench(isLongshore: false)
        bench.server.state.withLock { $0.hasResults = false }

        let outcome = try await bench.run()

        #expect(outcome.rows == ImportOutcome.Rows(total: 10, added: 8, updated: 0, failed: 2, skipped: 0))
        #expect(outcome.modules[0].failedPath == nil)
        #expect(outcome.notes.count { $0.contains("is gone from the server") } == 2)
    }

    @Test func aJobThatTheServerHasForgottenEndsTheImport() async throws {
        let bench = try await interrupted()
        bench.server.state.withLock { $0.jobs = [:] }

        #expect(try await bench.failure()?.message.contains("no longer knows job") == true)
    }

    /// The calls of an import that nothing goes wrong with.
    private func callsOfAWholeImport(isLongshore: Bool) async throws -> [String] {
        let bench = try ImportBench(isLongshore: isLongshore)
        _ = try await bench.run()
        return bench.server.calls
    }
}
