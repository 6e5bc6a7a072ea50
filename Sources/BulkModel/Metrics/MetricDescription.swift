/// What a number means that a server reports about itself. Names and units follow Prometheus' conventions.
public struct MetricDescription: Hashable, Sendable {
    public let name: String
    public let kind: Kind
    /// The names of its labels, in the order in which their values are given.
    public let labels: [String]
    /// One sentence.
    public let help: String
    /// Of a histogram: the upper bounds of its buckets, ascending; there is one more without a bound.
    public let buckets: [Double]

    public init(_ name: String, _ kind: Kind, labels: [String] = [], buckets: [Double] = [], help: String) {
        self.name = name
        self.kind = kind
        self.labels = labels
        self.buckets = buckets
        self.help = help
    }

    /// The words are those of the text format.
    public enum Kind: String, Sendable {
        /// Only grows; it begins at zero when the server starts.
        case counter
        /// Goes up and down.
        case gauge
        /// How many observations lie below each bound.
        case histogram
    }
}
