import BulkModel
import BulkStore
import FoundationEssentials
import Logging
public import ServiceLifecycle

/// Sends callbacks that are due, some at a time, and tries again later those that did not arrive.
///
/// What is due stands in the store, so a crash loses none; a receiver that is slow or dead holds one of the places for the length of
/// an attempt and nothing else.
public struct CallbackSender: Service {
    private let engine: Engine
    private let transport: any CallbackTransport
    private let renderer: any CallbackRenderer
    /// Deliveries that are being attempted at this moment.
    private let underWay = Underway()

    /// Attempts at the same time.
    private static let places = 16
    /// How long after each attempt the next one is due, in seconds; after the last there is none.
    /// (bulk read specification, section 7: three attempts)
    private static let pauses: [TimeInterval] = [10, 20]
    private static let interval = Duration.milliseconds(250)
    /// How long a delivery rests whose attempt could not be written down.
    private static let troublePause = Duration.seconds(10)

    public init(engine: Engine, transport: any CallbackTransport, renderer: any CallbackRenderer) {
        self.engine = engine
        self.transport = transport
        self.renderer = renderer
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                while !Task.isCancelled {
                    do {
                        for (organization, delivery) in try await due() {
                            group.addTask { await attempt(delivery, of: organization) }
                        }
                    } catch {
                        engine.logger.error("callbacks could not be looked up", metadata: ["error": "\(error)"])
                    }
                    try? await Task.sleep(for: Self.interval)
                }
            }
        }
    }

    /// Makes one attempt of every delivery that is due now, one after the other.
    public func sendDue() async throws {
        for (organization, delivery) in try await due() { await attempt(delivery, of: organization) }
    }

    /// Deliveries that are due and for which there is a place; they are under way from now on.
    private func due() async throws -> [(organization: ObjectID, delivery: CallbackDelivery)] {
        var found: [(ObjectID, CallbackDelivery)] = []
        for (organization, store) in try await engine.storage.openOrganizations() {
            for delivery in try await store.dueDeliveries(by: engine.time.now, limit: 2 * Self.places)
            where underWay.begin(delivery.id, places: Self.places) {
                found.append((organization.id, delivery))
            }
        }
        return found
    }

    private func attempt(_ delivery: CallbackDelivery, of organization: ObjectID) async {
        defer { underWay.end(delivery.id) }
        do {
            let store = try await engine.storage.store(of: organization)
            guard let body = try await body(of: delivery, in: store, organization) else {
                let attempt = CallbackAttempt(time: engine.time.now, outcome: .failed(reason: "the job or its author is gone"))
                try await store.record(attempt, of: delivery.id, next: nil)
                return
            }
            let outcome = await transport.post(body, to: delivery.url)
            // An attempt that the end of the server cut short doesn't count.
            if Task.isCancelled, !outcome.hasArrived { return }
            let now = engine.time.now
            let next = outcome.hasArrived ? nil : Self.pauses.dropFirst(delivery.attempts).first.map { now + $0 }
            try await store.record(CallbackAttempt(time: now, outcome: outcome), of: delivery.id, next: next)
            report(outcome, delivery, isLast: next == nil)
        } catch {
            engine.logger.error("a callback could not be sent", metadata: ["job": "\(delivery.job)", "error": "\(error)"])
            // It is still due, and the receiver may have had it: while attempts can't be written down, they are made rarely.
            try? await Task.sleep(for: Self.troublePause)
        }
    }

    private func body(
        of delivery: CallbackDelivery, in store: any OrganizationStore, _ organization: ObjectID
    ) async throws -> String? {
        if let job = try await store.readJob(delivery.job), let user = try await store.user(job.createdBy.id) {
            let token = try await engine.nextPageToken(of: job, organization: organization)
            return renderer.body(of: job, user: user, nextPageToken: token)
        }
        guard let job = try await store.writeJob(delivery.job), let user = try await store.user(job.createdBy.id) else { return nil }
        return renderer.body(of: job, user: user, link: try await engine.resultLink(of: job, organization: organization))
    }

    private func report(_ outcome: CallbackAttempt.Outcome, _ delivery: CallbackDelivery, isLast: Bool) {
        engine.metrics.callbackAttempted(outcome.hasArrived ? .delivered : isLast ? .givenUp : .failed)
        let metadata: Logger.Metadata = [
            "job": "\(delivery.job)", "attempt": "\(delivery.attempts + 1)", "outcome": "\(outcome)",
        ]
        if outcome.hasArrived {
            engine.logger.debug("a callback has arrived", metadata: metadata)
        } else if isLast {
            engine.logger.warning("CALLBACK_FAILURE Callback failed after \(delivery.attempts + 1) attempts.", metadata: metadata)
        } else {
            engine.logger.info("a callback did not arrive and will be tried again", metadata: metadata)
        }
    }
}
