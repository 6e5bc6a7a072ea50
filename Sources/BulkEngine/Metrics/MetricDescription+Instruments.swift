public import BulkModel
public import CoreMetrics

/// What a described metric is reported through.
extension MetricDescription {
    /// - Parameter values: one for each label.
    public func counter(_ values: String..., from factory: any MetricsFactory) -> Counter {
        Counter(label: name, dimensions: dimensions(values), factory: factory)
    }

    /// - Parameter values: one for each label.
    public func gauge(_ values: String..., from factory: any MetricsFactory) -> Gauge {
        Gauge(label: name, dimensions: dimensions(values), factory: factory)
    }

    /// A gauge that is counted up and down.
    /// - Parameter values: one for each label.
    public func meter(_ values: String..., from factory: any MetricsFactory) -> Meter {
        Meter(label: name, dimensions: dimensions(values), factory: factory)
    }

    /// A histogram of seconds.
    /// - Parameter values: one for each label.
    public func timer(_ values: String..., from factory: any MetricsFactory) -> Timer {
        Timer(label: name, dimensions: dimensions(values), factory: factory)
    }

    private func dimensions(_ values: [String]) -> [(String, String)] {
        precondition(values.count == labels.count, "\(name) has the labels \(labels)")
        return Array(zip(labels, values))
    }
}

extension Timer {
    public func record(_ duration: Swift.Duration) {
        let (seconds, attoseconds) = duration.components
        recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
