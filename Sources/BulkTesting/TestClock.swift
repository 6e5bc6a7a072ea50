public import BulkModel
public import Foundation
import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: TimeSource {
    private let time: Mutex<Date>

    /// - Parameter start: ISO 8601 with an offset.
    public init(_ start: String = "2026-03-01T12:00:00Z") {
        time = Mutex((try? Date(start, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 0))
    }

    public var now: Date { time.withLock { $0 } }

    public func advance(by seconds: TimeInterval) {
        time.withLock { $0.addTimeInterval(seconds) }
    }
}
