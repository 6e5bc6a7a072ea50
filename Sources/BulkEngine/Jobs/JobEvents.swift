import BulkModel
import BulkStore

/// What happens to a job, told as it happens. Nothing is asked of the store but for the moments in which a job begins, ends or is
/// changed by somebody; how far it is comes from its worker. They count against what an organisation may watch until ``run(heartbeat:_:)``
/// has returned or ``close()`` was called.
public final class JobEvents: Sendable {
    public enum Event: Sendable {
        case progress(JobSnapshot)
        /// The last word; nothing follows.
        case ended(JobSnapshot)
        /// Nothing has happened for a while.
        case silence
    }

    private let engine: Engine
    private let caller: Caller
    private let watch: JobWatch

    /// The shortest time between two events.
    private static let pause = Duration.milliseconds(250)

    fileprivate init(engine: Engine, caller: Caller, watch: JobWatch) {
        self.engine = engine
        self.caller = caller
        self.watch = watch
    }

    /// For a client that goes away before anything is told.
    deinit {
        close()
    }

    /// Tells at once how the job is, then whenever something has changed, until it has ended or is gone, or ``close()`` is called.
    /// - Parameters:
    ///   - heartbeat: the time after which silence is told.
    ///   - send: what it throws ends the telling.
    public func run(heartbeat: Duration = .seconds(15), _ send: (Event) async throws -> Void) async throws {
        defer { close() }
        let ticker = Task { [watch] in
            while (try? await Task.sleep(for: heartbeat)) != nil { watch.wake() }
        }
        defer { ticker.cancel() }
        guard var job = try await stored() else { return }
        try await send(.progress(try await engine.snapshot(of: job, for: caller)))
        if try await sendEnd(of: job, send) { return }
        for await _ in watch.wakes {
            let news = watch.takeNews()
            guard news.hasNumbers || news.isStored else {
                try await send(.silence)
                continue
            }
            if news.isStored || engine.jobs.running(watch.job) == nil {
                guard let changed = try await stored() else { return }
                job = changed
                if try await sendEnd(of: job, send) { return }
            }
            try await send(.progress(try await engine.snapshot(of: job, for: caller)))
            // What happens meanwhile is told together.
            try await Task.sleep(for: Self.pause)
        }
    }

    /// Ends the telling and the watch, from any thread. Does nothing the second time.
    public func close() {
        engine.jobs.unwatch(watch)
    }

    private func stored() async throws -> BulkJob? {
        try await caller.store.job(watch.job)
    }

    /// - Returns: whether the job has ended.
    private func sendEnd(of job: BulkJob, _ send: (Event) async throws -> Void) async throws -> Bool {
        guard job.state.hasEnded else { return false }
        try await send(.ended(try await engine.snapshot(of: job, for: caller)))
        return true
    }
}

extension Engine {
    /// Begins to watch a job, until what is returned has run or is closed.
    /// - Throws: as ``job(_:for:)``; `TOO_MANY_REQUESTS` if the organisation watches as many as it may.
    public func events(of segment: String, for caller: Caller) async throws -> JobEvents {
        let id = try await job(segment, for: caller).id
        guard let watch = jobs.watch(id, organization: caller.organization, limit: limits.eventStreams) else {
            throw BulkError.tooManyEventStreams(limit: limits.eventStreams)
        }
        return JobEvents(engine: self, caller: caller, watch: watch)
    }
}
