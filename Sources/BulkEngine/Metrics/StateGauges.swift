import BulkModel
import BulkStore
import CoreMetrics
import FoundationEssentials

/// Gauges of what is stored, brought up to date when somebody looks at them.
struct StateGauges: Sendable {
    private let jobs: [JobKind: [JobState: Gauge]]
    private let oldestWaitingJob: Gauge
    private let organizations: Gauge
    private let catalogBytes: Gauge
    private let organizationBytes: Gauge
    private let freeBytes: Gauge

    init(_ factory: any MetricsFactory) {
        jobs = Dictionary(
            uniqueKeysWithValues: JobKind.allCases.map { kind in
                let states = JobState.allCases.filter { !$0.hasEnded }
                let gauges = states.map { ($0, EngineMetrics.jobs.gauge(kind.rawValue, $0.rawValue, from: factory)) }
                return (kind, Dictionary(uniqueKeysWithValues: gauges))
            })
        oldestWaitingJob = EngineMetrics.oldestWaitingJob.gauge(from: factory)
        organizations = EngineMetrics.organizations.gauge(from: factory)
        catalogBytes = EngineMetrics.databaseBytes.gauge("catalog", from: factory)
        organizationBytes = EngineMetrics.databaseBytes.gauge("organizations", from: factory)
        freeBytes = EngineMetrics.freeBytes.gauge(from: factory)
    }

    /// Reads what there is.
    func update(from storage: any Storage, folder: DataFolderState, at time: Date) async throws {
        var open: [OpenJobs] = []
        let known = try await storage.catalog.organizations()
        for (_, store) in try await storage.openOrganizations() { open += try await store.openJobs() }
        for (kind, gauges) in jobs {
            for (state, gauge) in gauges {
                gauge.record(open.filter { $0.kind == kind && $0.state == state }.map(\.count).reduce(0, +))
            }
        }
        let oldest = open.filter { $0.state == .added }.map(\.oldest).min()
        oldestWaitingJob.record(max(oldest.map { time.timeIntervalSince($0).rounded(.down) } ?? 0, 0))
        organizations.record(known.count)
        let (size, free) = try await BackgroundThread.value(name: "sizes") { (try storage.size(), try folder.freeBytes()) }
        catalogBytes.record(size.catalog)
        organizationBytes.record(size.organizations)
        freeBytes.record(free)
    }
}
