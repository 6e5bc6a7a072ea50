import CoreMetrics
import Synchronization

/// Observations, counted by the buckets they fall into. Timers are told in seconds.
final class HistogramSeries: RecorderHandler, TimerHandler, Series {
    private struct State {
        /// One for each bound, and one for what lies beyond all of them.
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    /// A lock in the place of atomics, so that count, sum and buckets are those of one moment; an observation holds it for nanoseconds.
    private let state: Mutex<State>

    /// - Parameter bounds: ascending.
    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        // A bound belongs to its bucket.
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.counts[bucket] += 1
            $0.sum += value
        }
    }

    func samples(_ labels: [MetricLabel]) -> [MetricSample] {
        let state = state.withLock { $0 }
        var count = 0
        var samples = zip(bounds + [.infinity], state.counts).map { bound, observations in
            count += observations
            return MetricSample(
                suffix: "_bucket", labels: labels + [MetricLabel("le", TextFormat.number(bound))], value: Double(count))
        }
        samples.append(MetricSample(suffix: "_sum", labels: labels, value: state.sum))
        samples.append(MetricSample(suffix: "_count", labels: labels, value: Double(count)))
        return samples
    }
}
