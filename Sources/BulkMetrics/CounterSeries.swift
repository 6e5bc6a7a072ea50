import CoreMetrics
import Synchronization

/// A number that only grows.
final class CounterSeries: CounterHandler, Series {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) {
        // One that shrank would look like a server that has started again.
        guard amount > 0 else { return }
        value.wrappingAdd(amount, ordering: .relaxed)
    }

    func reset() {
        value.store(0, ordering: .relaxed)
    }

    func samples(_ labels: [MetricLabel]) -> [MetricSample] {
        [MetricSample(labels: labels, value: Double(value.load(ordering: .relaxed)))]
    }
}
