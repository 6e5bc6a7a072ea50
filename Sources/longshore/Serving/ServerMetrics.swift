import BulkEngine
import BulkHTTP
import BulkMetrics
import BulkModel
import CoreMetrics

/// The numbers of a server that runs: what the engine and its HTTP side report, what the system says of the process, and which release
/// it is.
struct ServerMetrics {
    private let registry = MetricsRegistry(EngineMetrics.descriptions + HTTPMetrics.descriptions)
    private let process = ProcessMetrics()

    /// Everything there is to see; `docs/operating.md` lists it.
    static let descriptions = EngineMetrics.descriptions + HTTPMetrics.descriptions + ProcessMetrics.descriptions + [release]

    private static let release = MetricDescription(
        "longshore_build_info", .gauge, labels: ["version"], help: "Always 1; the label says which release runs.")

    var factory: any MetricsFactory { registry }

    var page: MetricsPage {
        MetricsPage(mediaType: TextFormat.mediaType) { [registry, process] in
            let release = MetricFamily(
                name: Self.release.name, kind: Self.release.kind, help: Self.release.help,
                samples: [MetricSample(labels: [MetricLabel("version", Release.version)], value: 1)])
            return TextFormat.text((registry.snapshot() + process.families() + [release]).sorted { $0.name < $1.name })
        }
    }
}
