public import BulkModel

/// A metric with all its series, as they are at one moment.
public struct MetricFamily: Hashable, Sendable {
    public var name: String
    public var kind: MetricDescription.Kind
    /// Nil for one that nobody has described.
    public var help: String?
    public var samples: [MetricSample]

    public init(name: String, kind: MetricDescription.Kind, help: String?, samples: [MetricSample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }
}

/// One number of a metric.
public struct MetricSample: Hashable, Sendable {
    /// What stands behind the metric's name, such as `_sum`.
    public var suffix: String
    public var labels: [MetricLabel]
    public var value: Double

    public init(suffix: String = "", labels: [MetricLabel] = [], value: Double) {
        self.suffix = suffix
        self.labels = labels
        self.value = value
    }
}

/// A name and a value that tell one series of a metric from another.
public struct MetricLabel: Hashable, Comparable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    public static func < (one: MetricLabel, other: MetricLabel) -> Bool {
        (one.name, one.value) < (other.name, other.value)
    }
}
