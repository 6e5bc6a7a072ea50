public import FoundationEssentials

/// Where the server takes the time from; tests bring a clock of their own.
public protocol TimeSource: Sendable {
    var now: Date { get }
}

/// The machine's clock.
public struct SystemTime: TimeSource {
    public init() {}

    public var now: Date { Date() }
}
