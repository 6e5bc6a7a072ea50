import BulkEngine
import BulkTesting
import Foundation
import Testing

@Suite struct ImportCleaningTests {
    private static let day = 86_400.0

    private func files(_ tester: AppTester, _ folder: String) -> [String] {
        let path = tester.folder.path + "/\(tester.organization)/\(folder)"
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    @Test func resultsInputsAndUploadsGoAfterAWeek() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await tester.write("insert", "Last_Name,Company\nDaly,ABC", nil)
        tester.clock.advance(by: 7 * Self.day)
        #expect(try await ResultCleaner(engine: tester.engine).sweep() == 0)
        #expect(files(tester, "results") == ["\(outcome.job).input.zip", "\(outcome.job).zip"])
        #expect(files(tester, "uploads").count == 1)
        tester.clock.advance(by: 1)
        #expect(try await ResultCleaner(engine: tester.engine).sweep() == 1)
        #expect(files(tester, "results").isEmpty)
        // An hour more, for jobs that are being made of it.
        #expect(files(tester, "uploads").count == 1)
        tester.clock.advance(by: 3_600)
        #expect(try await ResultCleaner(engine: tester.engine).sweep() == 1)
        #expect(files(tester, "uploads").isEmpty)
    }

    @Test func whatAJobLeftThatBrokeGoesToo() async throws {
        let tester = try await AppTester.writing()
        let job = try await tester.createWrite(
            AppTester.request("insert", file: try await tester.upload("Last_Name,Company\nDaly,ABC"), nil))
        try tester.makeResultsUnwritable()
        try await tester.runJobs()
        let details = try await tester.writeDetails(of: job)
        #expect(details["status"] == "FAILED")
        #expect(details["resource"]?[0]?["file"]?["added_count"] == 1)
        let store = try await tester.engine.storage.store(of: tester.organization)
        #expect(try await store.writeJobs(completedBefore: tester.clock.now + 1, after: nil, limit: 9).count == 1)
    }

    @Test func anUploadThatAWaitingJobNeedsStays() async throws {
        let tester = try await AppTester.writing()
        let file = try await tester.upload("Last_Name,Company\nDaly,ABC")
        _ = try await tester.createWrite(AppTester.request("insert", file: file, nil))
        tester.clock.advance(by: 8 * Self.day)
        #expect(try await ResultCleaner(engine: tester.engine).sweep() == 0)
        #expect(files(tester, "uploads") == ["\(file).zip"])
    }

    @Test func aServerThatStartsRemovesWhatWasBegunAndNeverFinished() async throws {
        let tester = try await AppTester.writing()
        let folder = tester.folder.path + "/\(tester.organization)/uploads"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("half".utf8).write(to: URL(filePath: folder + "/1.zip.partial"))
        try await tester.engine.removeUnfinishedUploads()
        #expect(files(tester, "uploads").isEmpty)
    }
}
