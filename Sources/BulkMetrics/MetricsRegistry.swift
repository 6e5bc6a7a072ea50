public import BulkModel
public import CoreMetrics
import Synchronization

/// Keeps what is reported through swift-metrics, for whoever comes to fetch it.
///
/// Handlers with the same name and labels are one series, whoever asks for them.
public final class MetricsRegistry: MetricsFactory {
    private struct Family {
        let kind: MetricDescription.Kind
        var series: [[MetricLabel]: any Series] = [:]
    }

    private let descriptions: [String: MetricDescription]
    private let families = Mutex<[String: Family]>([:])

    /// For histograms that nobody has described, in seconds.
    private static let usualBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// - Parameter descriptions: of the metrics that are known beforehand; others are kept as well, without a word of help.
    public init(_ descriptions: [MetricDescription]) {
        self.descriptions = Dictionary(descriptions.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Everything there is at this moment, by name and labels.
    public func snapshot() -> [MetricFamily] {
        let families = families.withLock { $0 }
        return families.sorted { $0.key < $1.key }.map { name, family in
            let series = family.series.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            return MetricFamily(
                name: name, kind: family.kind, help: descriptions[name]?.help, samples: series.flatMap { $1.samples($0) })
        }
    }

    /// The series of that name, kind and labels; nil if the name is taken by another kind.
    private func series<Handler: Series>(
        _ label: String, _ kind: MetricDescription.Kind, _ dimensions: [(String, String)], _ make: (String) -> Handler
    ) -> Handler? {
        let name = MetricName.metric(label)
        let labels = dimensions.map { MetricLabel(MetricName.label($0.0), $0.1) }.sorted()
        return families.withLock { families in
            guard families[name, default: Family(kind: kind)].kind == kind else { return nil }
            if let series = families[name]?.series[labels] { return series as? Handler }
            let made = make(name)
            families[name, default: Family(kind: kind)].series[labels] = made
            return made
        }
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeSeries? {
        series(label, .gauge, dimensions) { _ in GaugeSeries() }
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramSeries? {
        series(label, .histogram, dimensions) { [descriptions] in
            HistogramSeries(bounds: descriptions[$0]?.buckets ?? Self.usualBuckets)
        }
    }

    private func remove(_ handler: AnyObject) {
        families.withLock { families in
            for (name, family) in families {
                for (labels, series) in family.series where series === handler { families[name]?.series[labels] = nil }
                if families[name]?.series.isEmpty == true { families[name] = nil }
            }
        }
    }
}

extension MetricsRegistry {
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, .counter, dimensions) { _ in CounterSeries() } ?? NOOPMetricsHandler.instance
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        if aggregate { return histogram(label, dimensions) ?? NOOPMetricsHandler.instance }
        return gauge(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions) ?? NOOPMetricsHandler.instance
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}

/// What a handler has counted.
protocol Series: AnyObject, Sendable {
    func samples(_ labels: [MetricLabel]) -> [MetricSample]
}
