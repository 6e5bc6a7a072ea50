import Foundation

/// A time zone with its rules, as a calendar carries them along for readers that don't know it by name.
public struct ICSZone: Sendable {
    /// The IANA name, which has no character that would have to be escaped.
    public let name: String
    let offsets: UTCOffsets
    /// What held in 1970 and every change since and until 2099, in order of their beginnings.
    let observances: [ICSObservance]

    /// What is kept until the end of this year is taken to be kept for ever.
    private static let horizon = 2_099

    public static let utc = ICSZone(.gmt, name: "UTC")

    /// The zone of that IANA name, or UTC if there is none such.
    public init(named identifier: String) {
        if identifier.utf8.allSatisfy(Self.isUsual), let zone = TimeZone(identifier: identifier) {
            self.init(zone, name: identifier)
        } else {
            self = .utc
        }
    }

    private init(_ zone: TimeZone, name: String) {
        self.name = name
        offsets = UTCOffsets(zone)
        let begin = Date(timeIntervalSince1970: 0)
        let initial = ICSObservance(
            from: 0, offset: zone.secondsFromGMT(for: begin), isDaylight: zone.isDaylightSavingTime(for: begin))
        observances = [initial] + Self.changes(of: zone, after: begin)
    }

    /// Whether local time is UTC, so that nothing needs to be said about the zone.
    var isUTC: Bool {
        observances.count == 1 && observances[0].offset == 0
    }

    private static func changes(of zone: TimeZone, after begin: Date) -> [ICSObservance] {
        let end = Double(CivilDate(year: horizon + 1, month: 1, day: 1).daysSince1970) * Double(ICSTime.secondsOfDay)
        var runs: [ICSObservance] = []
        var before = zone.secondsFromGMT(for: begin)
        var time = begin
        while let next = zone.nextDaylightSavingTimeTransition(after: time), next.timeIntervalSince1970 < end, next > time {
            time = next
            let offset = zone.secondsFromGMT(for: next)
            if offset == before { continue }
            let change = ICSObservance(
                at: Int64(next.timeIntervalSince1970.rounded()), offsetBefore: before, offset: offset,
                isDaylight: zone.isDaylightSavingTime(for: next))
            let run = runs.lastIndex { $0.isAlike(change) }
            if run == nil || !runs[run!].join(change) { runs.append(change) }
            before = offset
        }
        for index in runs.indices where runs[index].lastYear == horizon { runs[index].isOpen = true }
        return runs
    }

    private static func isUsual(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
