import BulkClient
import BulkFormats
import BulkModel
import Foundation
import NIOPosix

/// The steps of an export session. Used by one task; hence `@unchecked Sendable`.
final class ExportWork: @unchecked Sendable {
    private let client: BulkClient
    private let kind: ServerKind
    private let order: ExportOrder
    private let folder: WorkFolder
    private let makeKey: @Sendable () -> String
    private let onProgress: @Sendable (ExportProgress) -> Void
    private var ledger: ExportLedger
    /// Nil where nothing is gone on with.
    private var file: DurableFile?
    private var sink: any ByteSink = StandardOutputSink()

    init(
        client: BulkClient, kind: ServerKind, order: ExportOrder, folder: WorkFolder, ledger: ExportLedger,
        makeKey: @escaping @Sendable () -> String, onProgress: @escaping @Sendable (ExportProgress) -> Void
    ) {
        self.client = client
        self.kind = kind
        self.order = order
        self.folder = folder
        self.ledger = ledger
        self.makeKey = makeKey
        self.onProgress = onProgress
    }

    /// Whether there is something at the server.
    var hasJobs: Bool { ledger.pages.contains { $0.job != nil } }

    /// - Parameter output: path of the file; nil for standard output.
    func run(output: String?) async throws -> ExportSummary {
        defer { file?.release() }
        if output != nil {
            let file = try DurableFile(path: folder.file("joined"), size: ledger.size)
            self.file = file
            sink = file
        }
        if ledger.pages.isEmpty { try add(ExportLedger.Page(key: makeKey())) }
        var page = ledger.pages.firstIndex { !$0.isJoined } ?? ledger.pages.count
        while page < ledger.pages.count {
            try await carryOut(page)
            page += 1
        }
        try joiner().finish(sink)
        if let output, let file {
            try file.synchronize()
            guard rename(file.path, output) == 0 else {
                throw TransferFailure(.file, "\(output) can't be written: \(String(cString: strerror(errno)))")
            }
            DurableFile.synchronizeFolder(URL(filePath: output).deletingLastPathComponent().path)
        }
        return ExportSummary(
            records: ledger.records, jobs: ledger.pages.compactMap(\.job), bytes: sink.size,
            guardedCells: order.style.guardsFormulas ? ledger.join.guardedCells ?? 0 : nil, wasResumed: false)
    }

    /// A page from its job to its place in the output. The next page's job is made before this one is fetched, so that the server works
    /// meanwhile.
    private func carryOut(_ page: Int) async throws {
        let job = try await ended(page)
        guard let result = job.result else {
            throw TransferFailure(.incomplete, "the server calls job \(job.id) done, and tells of no result")
        }
        if result.hasMoreRecords, ledger.pages.count == page + 1 {
            try add(ExportLedger.Page(key: makeKey(), token: result.nextPageToken))
            try await create(page + 1)
        }
        try await fetch(result, of: job.id, page: page)
    }

    /// The job of a page, when it has ended well.
    private func ended(_ page: Int) async throws -> BulkReadJob {
        for isLast in [false, true] {
            try await create(page)
            let id = ledger.pages[page].job ?? ""
            do {
                let job = try await wait(for: id, page: page)
                if job.phase == .completed { return job }
                // The next session makes a new one.
                try forgetJob(of: page)
                let reason = job.failure.map { ": \($0)" } ?? ""
                throw TransferFailure(
                    .job, "the export's job \(id) ended as \(job.state)\(reason). Run the command again to go on with this page")
            } catch BulkClientError.refused(let refusal) where refusal.status == 404 && !isLast {
                // It is gone since an earlier session made it.
                try forgetJob(of: page)
            }
        }
        throw TransferFailure(.job, "the server knows nothing of the job it has just made")
    }

    private func wait(for id: String, page: Int) async throws -> BulkReadJob {
        let before = ledger.records
        let schedule =
            kind.isLongshore ? PollSchedule(first: .milliseconds(50), longest: .seconds(1), growth: 1.3) : PollSchedule()
        return try await client.waitForRead(id, polling: schedule) { [self] job in
            guard !job.phase.isEnded else { return }
            var progress = ExportProgress(
                stage: job.phase == .waiting ? .waiting : .exporting, page: page + 1, records: before, share: nil)
            if kind.isLongshore, job.phase == .running, let counters = try? await client.job(id) {
                progress.records += counters.rows.read
                progress.share = counters.share
            }
            onProgress(progress)
        }
    }

    /// Makes the job of a page, if it has none.
    private func create(_ page: Int) async throws {
        guard ledger.pages[page].job == nil else { return }
        let key = IdempotencyKey(ledger.pages[page].key)
        let job: String
        if let token = ledger.pages[page].token {
            do {
                job = try await client.createRead(pageToken: token, key: key)
            } catch BulkClientError.refused(let refusal) where refusal.code == "INVALID_REQUEST" {
                throw TransferFailure(
                    .server, "the server doesn't take the token of page \(page + 1), which lasts a day; begin anew with --restart")
            }
        } else {
            var query = order.query
            query.page = page == 0 ? nil : page + 1
            job = try await client.createRead(query, key: key)
        }
        ledger.pages[page].job = job
        try store()
    }

    private func forgetJob(of page: Int) throws {
        ledger.pages[page].job = nil
        ledger.pages[page].key = makeKey()
        try store()
    }

    private func fetch(_ result: BulkReadJob.Result, of job: String, page: Int) async throws {
        let archive = folder.file("page-\(page + 1).zip")
        let records = ledger.records + result.count
        for isLast in [false, true] {
            try await client.download(result.downloadURL, to: archive) { [onProgress] in
                onProgress(
                    ExportProgress(
                        stage: .downloading(received: Int($0.received), total: $0.total.map { Int($0) }), page: page + 1, records: records,
                        share: 1))
            }
            onProgress(ExportProgress(stage: .joining, page: page + 1, records: records, share: 1))
            do {
                try await NIOThreadPool.singleton.runIfActive { [self] in try join(archive, expecting: result.count, job: job, page: page) }
                try? FileManager.default.removeItem(atPath: archive)
                return
            } catch let failure as TransferFailure where failure.kind != .incomplete || isLast || file == nil {
                throw failure
            } catch is TransferFailure {
                // Once more, from the server.
                try? FileManager.default.removeItem(atPath: archive)
            }
        }
    }

    /// Blocks.
    private func join(_ path: String, expecting count: Int, job: String, page: Int) throws {
        var joiner = joiner()
        let start = ledger.size
        let found: Int
        do {
            let archive = try ZIPArchive(path: path)
            guard let entry = archive.entries.first(where: { !$0.isDirectory }) else {
                throw ZIPError.damaged(reason: "it holds no file")
            }
            found = try joiner.append(try archive.open(entry, sizeLimit: .max), to: sink)
        } catch let error as ZIPError {
            try file?.takeBack(to: start)
            throw TransferFailure(.incomplete, "the result of job \(job) is broken: \(error)")
        }
        guard found == count else {
            try file?.takeBack(to: start)
            throw TransferFailure(
                .incomplete, "the result of job \(job) holds \(found) records, and the server counted \(count)")
        }
        try file?.synchronize()
        ledger.pages[page].count = count
        ledger.records += count
        ledger.size = sink.size
        ledger.join = joiner.state
        try store()
    }

    private func joiner() -> any PageJoiner {
        switch order.format {
        case .csv where order.style.guardsFormulas: GuardedCSVJoiner(state: ledger.join, style: order.style)
        case .csv: CSVJoiner(state: ledger.join, style: order.style)
        case .jsonl: JSONLinesJoiner(state: ledger.join, fields: order.fields)
        case .ics: CalendarJoiner(state: ledger.join)
        }
    }

    private func add(_ page: ExportLedger.Page) throws {
        ledger.pages.append(page)
        try store()
    }

    /// Where nothing can be gone on with, nothing is written down.
    private func store() throws {
        if file != nil { try folder.store(ledger) }
    }
}
