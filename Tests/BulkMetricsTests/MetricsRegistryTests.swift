import BulkMetrics
import BulkModel
import CoreMetrics
import Testing

@Suite struct MetricsRegistryTests {
    private let registry = MetricsRegistry([
        MetricDescription("rows_total", .counter, labels: ["kind"], help: "Rows."),
        MetricDescription("seconds", .histogram, buckets: [0.1, 1, 10], help: "Seconds."),
    ])

    @Test func aCounterGrows() {
        let counter = Counter(label: "rows_total", dimensions: [("kind", "read")], factory: registry)
        counter.increment()
        counter.increment(by: 41)
        counter.increment(by: -5)
        #expect(
            registry.snapshot() == [
                MetricFamily(
                    name: "rows_total", kind: .counter, help: "Rows.",
                    samples: [MetricSample(labels: [MetricLabel("kind", "read")], value: 42)])
            ])
    }

    @Test func aGaugeIsWhatItWasLastSetTo() {
        let gauge = Gauge(label: "free", factory: registry)
        for value in [3, -7, 0.25] { gauge.record(value) }
        #expect(values == ["free": 0.25])
    }

    @Test func aMeterGoesUpAndDownAlsoFromManyTasksAtOnce() async {
        await withTaskGroup(of: Void.self) { [registry] group in
            for _ in 0..<8 {
                group.addTask {
                    let meter = Meter(label: "underway", factory: registry)
                    for _ in 0..<1_000 { meter.increment() }
                    for _ in 0..<999 { meter.decrement() }
                }
            }
        }
        #expect(values == ["underway": 8])
    }

    @Test func aHistogramCountsBelowEachBoundAndInAll() {
        let timer = Timer(label: "seconds", factory: registry)
        for milliseconds in [50, 100, 101, 2_000, 60_000] { timer.recordMilliseconds(milliseconds) }
        #expect(
            values == [
                #"seconds_bucket{le="0.1"}"#: 2, #"seconds_bucket{le="1"}"#: 3, #"seconds_bucket{le="10"}"#: 4,
                #"seconds_bucket{le="+Inf"}"#: 5, "seconds_sum": 62.251, "seconds_count": 5,
            ])
    }

    @Test func aHistogramKeepsItsOrderOfBucketsSumAndCount() {
        Recorder(label: "seconds", factory: registry).record(0.5)
        #expect(
            registry.snapshot()[0].samples.map { $0.suffix + ($0.labels.first?.value ?? "") } == [
                "_bucket0.1", "_bucket1", "_bucket10", "_bucket+Inf", "_sum", "_count",
            ])
    }

    @Test func whatHasTheSameNameAndLabelsIsOneSeriesInWhateverOrderTheLabelsCome() {
        Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment()
        Counter(label: "a", dimensions: [("y", "2"), ("x", "1")], factory: registry).increment()
        Counter(label: "a", dimensions: [("x", "2"), ("y", "1")], factory: registry).increment()
        #expect(values == [#"a{x="1",y="2"}"#: 2, #"a{x="2",y="1"}"#: 1])
    }

    @Test func everythingComesByNameAndLabelsWhoeverWasFirst() {
        for (label, value) in [("b", "2"), ("c", "1"), ("a", "1"), ("b", "1"), ("b", "10")] {
            Counter(label: label, dimensions: [("n", value)], factory: registry).increment()
        }
        let order = registry.snapshot().flatMap { family in family.samples.map { family.name + $0.labels[0].value } }
        #expect(order == ["a1", "b1", "b10", "b2", "c1"])
    }

    @Test(arguments: [
        ("http.server.active-requests", "http_server_active_requests"), ("2fast", "_2fast"), ("a:b", "a:b"), ("", "_"),
        ("Größe", "Gr____e"),
    ])
    func namesAreMadeToFit(label: String, name: String) {
        Counter(label: label, factory: registry).increment()
        #expect(registry.snapshot().map(\.name) == [name])
    }

    @Test func namesOfLabelsAreMadeToFit() {
        Counter(label: "a", dimensions: [("http.route:x", "/")], factory: registry).increment()
        #expect(registry.snapshot()[0].samples[0].labels == [MetricLabel("http_route_x", "/")])
    }

    @Test func aNameStaysWithTheKindThatHadItFirst() {
        Counter(label: "a", factory: registry).increment()
        Gauge(label: "a", factory: registry).record(7)
        Timer(label: "a", factory: registry).recordSeconds(7)
        #expect(registry.snapshot().map(\.kind) == [.counter])
        #expect(values == ["a": 1])
    }

    @Test func whatIsDestroyedIsGone() {
        let counter = Counter(label: "a", dimensions: [("n", "1")], factory: registry)
        Counter(label: "a", dimensions: [("n", "2")], factory: registry).increment()
        counter.destroy()
        #expect(values == [#"a{n="2"}"#: 1])
        Counter(label: "a", dimensions: [("n", "2")], factory: registry).destroy()
        #expect(registry.snapshot().isEmpty)
    }

    @Test func twoRegistriesKnowNothingOfEachOther() {
        let other = MetricsRegistry([])
        Counter(label: "a", factory: other).increment()
        #expect(registry.snapshot().isEmpty)
    }

    /// The value of each sample, by how it is written.
    private var values: [String: Double] {
        let samples = registry.snapshot().flatMap { family in
            family.samples.map { sample in
                let labels = sample.labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ",")
                return (family.name + sample.suffix + (labels.isEmpty ? "" : "{\(labels)}"), sample.value)
            }
        }
        return Dictionary(uniqueKeysWithValues: samples)
    }
}
