public import Foundation
import Synchronization

/// The offsets from UTC that a time zone had and will have, as a table that a hot loop can ask.
public struct UTCOffsets: Sendable {
    /// From each of these times on, in UTC seconds, the offset of the same index holds.
    private let starts: [Int64]
    /// Seconds east of Greenwich.
    private let offsets: [Int]

    /// Times beyond this range have the offset of its nearer end.
    private static let firstTime: Int64 = -5_000_000_000  // 1811
    private static let lastTime: Int64 = 7_258_118_400  // 2200

    public init(_ zone: TimeZone) {
        var starts = [Self.firstTime]
        var offsets = [zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(Self.firstTime)))]
        var time = Date(timeIntervalSince1970: Double(Self.firstTime))
        while let next = zone.nextDaylightSavingTimeTransition(after: time), next.timeIntervalSince1970 < Double(Self.lastTime), next > time
        {
            let offset = zone.secondsFromGMT(for: next)
            if offset != offsets[offsets.count - 1] {
                starts.append(Int64(next.timeIntervalSince1970.rounded()))
                offsets.append(offset)
            }
            time = next
        }
        self.starts = starts
        self.offsets = offsets
    }

    /// The zone of that IANA name, or UTC if there is none such.
    public init(named identifier: String) {
        self.init(TimeZone(identifier: identifier) ?? .gmt)
    }

    /// As ``init(named:)``, remembered: requests come from few zones, and a table takes a while to make.
    public static func cached(named identifier: String) -> UTCOffsets {
        cache.withLock { cache in
            if let offsets = cache[identifier] { return offsets }
            let offsets = UTCOffsets(named: identifier)
            cache[identifier] = offsets
            return offsets
        }
    }

    private static let cache = Mutex<[String: UTCOffsets]>([:])

    public static let utc = UTCOffsets(.gmt)

    /// The first second of a day in the zone, in UTC seconds since 1970.
    /// - Parameter days: days since 1970-01-01.
    public func startOfDay(_ days: Int64) -> Int64 {
        let asUTC = days * 86_400
        // The offset at the wanted instant decides, and it is near the one at the same reading of a UTC clock.
        let first = asUTC - Int64(offset(at: asUTC))
        return asUTC - Int64(offset(at: first))
    }

    /// Seconds east of Greenwich at a time, given in UTC seconds since 1970.
    public func offset(at time: Int64) -> Int {
        var low = 0
        var high = starts.count
        // The last start that isn't after the time.
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return offsets[low]
    }
}
