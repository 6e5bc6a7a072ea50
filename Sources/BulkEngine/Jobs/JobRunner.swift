import BulkFormats
import BulkModel
public import BulkStore
import FoundationEssentials
import Logging
import NIOPosix
public import ServiceLifecycle

/// Runs jobs: a bounded number at a time, each on a thread of its own, until the server shuts down.
///
/// Starting is recovering: whatever a server that died had under way is put back and run again from its start.
public struct JobRunner: Service {
    private let engine: Engine
    private let leases: JobLeases
    private let workers: Int
    private let stop = StopFlag()

    private static let sweepInterval = Duration.seconds(30)

    /// - Parameters:
    ///   - holder: the name of this process in leases.
    ///   - workers: jobs that run at the same time.
    public init(engine: Engine, holder: LeaseHolder, workers: Int) {
        self.engine = engine
        leases = JobLeases(engine: engine, holder: holder)
        self.workers = max(workers, 1)
    }

    public func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: workers)
        threads.start()
        try await recover()
        engine.parts.begin(.jobRunner)
        defer { engine.parts.end(.jobRunner) }
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await announceAgain() }
                await runAnnouncedJobs(on: threads)
                group.cancelAll()
            }
        } onGracefulShutdown: {
            stop.set()
            engine.queue.close()
        }
        try await threads.shutdownGracefully()
    }

    private func runAnnouncedJobs(on threads: NIOThreadPool) async {
        await withTaskGroup(of: Void.self) { group in
            var count = 0
            for await organization in engine.queue.announcements {
                if count == workers {
                    await group.next()
                    count -= 1
                }
                group.addTask { await runNextJob(of: organization, on: threads) }
                count += 1
            }
        }
    }

    /// Announces every organisation from time to time: an announcement that came to nothing, as while a database was locked, is made up
    /// for, and a job whose lease has run out is found.
    private func announceAgain() async {
        while (try? await Task.sleep(for: Self.sweepInterval)) != nil {
            for organization in (try? await engine.storage.catalog.organizations()) ?? [] { engine.queue.announce(organization.id) }
        }
    }

    /// Puts back what a dead server held. The data folder has one server at a time, so leases of others are void.
    private func recover() async throws {
        for (organization, store) in try await engine.storage.openOrganizations() {
            try engine.files.removeUnfinished(of: organization.id)
            let interrupted = try await store.releaseLeases()
            for job in interrupted { engine.logger.notice("job goes on", metadata: ["job": "\(job)"]) }
            for _ in 0..<(try await store.waitingJobs()) { engine.queue.announce(organization.id) }
        }
    }

    /// Runs the jobs that wait, one after the other, until there are none; then returns.
    public func runWaitingJobs() async throws {
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        for organization in try await engine.storage.catalog.organizations() {
            while await runNextJob(of: organization.id, on: threads) {}
        }
        try await threads.shutdownGracefully()
    }

    /// - Returns: whether there was one.
    @discardableResult
    private func runNextJob(of organization: ObjectID, on threads: NIOThreadPool) async -> Bool {
        do {
            // Announcements that came before the end are still delivered after it; their jobs wait for the next start.
            try stop.check()
            let store = try await engine.storage.store(of: organization)
            let now = engine.time.now
            guard let job = try await leases.lease(from: store) else { return false }
            defer { leases.end(job.id) }
            let running = engine.jobs.begin(job.id, JobNumbers(stage: job.kind == .read ? .reading : .importing))
            defer { engine.jobs.end(job.id) }
            engine.jobs.tellStored(job.id)
            engine.metrics.jobBegan(job, at: now)
            engine.logger.debug("job begins", metadata: ["job": "\(job.id)"])
            let run = JobRun(job: job, organization: organization, store: store, running: running)
            let outcome = await leases.withLeaseKept(of: job.id, in: store) { await ending(of: run, on: threads) }
            try await leases.settle(job.id, as: outcome, in: store)
            engine.metrics.jobEnded(job.kind, in: outcome.state)
            engine.jobs.end(job.id)
            engine.jobs.tellStored(job.id)
            log(job, outcome, started: now)
            // Jobs that had to wait for this one were announced in vain.
            if case .write = job, try await store.waitingJobs() > 0 { engine.queue.announce(organization) }
            return true
        } catch is Interrupted {
        } catch is OrganizationClosed {
            // Its jobs wait until it is open.
        } catch {
            engine.logger.error(
                "a job could not be leased or settled", metadata: ["org": "\(organization)", "error": "\(error)"])
        }
        return false
    }

    private func ending(of run: JobRun, on threads: NIOThreadPool) async -> JobEnding {
        do {
            // Whoever cancels a job from here on finds it running; who did before has said so in the store.
            if try await run.store.job(run.job.id)?.state == .cancelling { run.running.cancel() }
            try run.running.check()
            switch run.job {
            case .read(let job): return try await ending(of: job, run, on: threads)
            case .write(let job): return try await ending(of: job, run, on: threads)
            }
        } catch let interruption as Interrupted {
            return interruption.isCancelled ? await cancelledEnding(of: run, on: threads) : .interrupted
        } catch {
            engine.logger.error("job failed", metadata: ["job": "\(run.job.id)", "error": "\(error)"])
            guard var job = await committed(run) else { return .failed(.internalError) }
            job.breakOff(.internalError)
            return .broken(.internalError, nil, job.progress)
        }
    }

    /// What a job leaves that was cancelled: an export nothing, an import what it has done.
    private func cancelledEnding(of run: JobRun, on threads: NIOThreadPool) async -> JobEnding {
        guard var job = await committed(run) else { return .cancelled(nil, []) }
        run.running.update { numbers in
            numbers.resources = job.progress
            numbers.stage = .packing
        }
        do {
            let ending = ImportEnding(
                job: job, organization: run.organization, store: run.store, engine: engine, checkpoint: stopCheck)
            return try await threads.runIfActive { try ending.cancelled() }
        } catch is Interrupted {
            return .interrupted
        } catch {
            engine.logger.error("a cancelled job has no result", metadata: ["job": "\(job.id)", "error": "\(error)"])
            job.breakOff(.cancelled)
            return .cancelled(nil, job.progress)
        }
    }

    /// A bulk write job with what was committed since its lease; nil for other jobs.
    private func committed(_ run: JobRun) async -> WriteJob? {
        guard case .write(let job) = run.job else { return nil }
        return (try? await run.store.writeJob(job.id)) ?? job
    }

    private func ending(of job: ReadJob, _ run: JobRun, on threads: NIOThreadPool) async throws -> JobEnding {
        guard let user = try await run.store.user(job.createdBy.id) else { throw BulkError.internalError }
        let planner = try await engine.planner(for: user, store: run.store)
        let plan = try planner.plan(for: job)
        let schema = planner.schema
        let progress = ExportProgress(of: run.running, plan: plan, ids: try await run.store.idRange(of: plan.module))
        return try await threads.runIfActive {
            let worker = ReadWorker(
                job: job, plan: plan, store: run.store, schema: schema, timeZone: user.timeZone,
                file: try engine.files.beginResult(of: job.id, organization: run.organization), time: engine.time, metrics: engine.metrics,
                checkpoint: checkpoint(of: run), progress: progress)
            return .completed(try worker.run())
        }
    }

    private func ending(of job: WriteJob, _ run: JobRun, on threads: NIOThreadPool) async throws -> JobEnding {
        guard let user = try await run.store.user(job.createdBy.id) else { throw BulkError.internalError }
        let context = ImportContext(
            schema: try await run.store.schema(), limits: engine.limits, quirks: engine.quirks, user: user,
            users: try await run.store.users(), now: engine.time.now)
        run.running.update { $0.resources = job.progress }
        let importing = ImportJob(
            job: job, organization: run.organization, context: context, store: run.store, holder: leases.holder, engine: engine,
            running: run.running, checkpoint: checkpoint(of: run), stopCheck: stopCheck)
        return try await threads.runIfActive { try importing.run() }
    }

    /// Stops a job when the server stops, or when it is cancelled.
    private func checkpoint(of run: JobRun) -> @Sendable () throws -> Void {
        { [stop, running = run.running] in
            try stop.check()
            try running.check()
        }
    }

    /// Stops a job when the server does.
    private var stopCheck: @Sendable () throws -> Void {
        { [stop] in try stop.check() }
    }

    private func log(_ job: BulkJob, _ ending: JobEnding, started: Date) {
        var metadata: Logger.Metadata = [
            "job": "\(job.id)", "state": "\(ending.state.rawValue)",
            "seconds": "\((engine.time.now.timeIntervalSince(started) * 1_000).rounded() / 1_000)",
        ]
        metadata["module"] = "\(job.modules.joined(separator: ","))"
        switch ending {
        case .completed(let result): metadata["records"] = "\(result.count)"
        case .imported(_, let resources), .broken(_, _, let resources), .cancelled(_, let resources):
            metadata["added"] = "\(resources.map(\.added).reduce(0, +))"
            metadata["updated"] = "\(resources.map(\.updated).reduce(0, +))"
            metadata["skipped"] = "\(resources.map(\.skipped).reduce(0, +))"
        case .failed, .interrupted: break
        }
        engine.logger.info("job ended", metadata: metadata)
    }
}

/// A job that is being run.
private struct JobRun: Sendable {
    let job: BulkJob
    let organization: ObjectID
    let store: any OrganizationStore
    let running: RunningJob
}
