import Foundation

/// A span of time as people write it: `30d`, `12h`, `45m`, `90s`.
struct Lifetime {
    let seconds: TimeInterval

    /// - Parameter setting: what it was given for, which the message names.
    /// - Throws: ``Failure``.
    init(_ text: String, of setting: Setting = .expires) throws {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), (1...100_000_000).contains(count) else {
            throw Failure(.usage, "\(setting.rawValue) takes a number and a unit such as 30d, 12h, 45m or 90s, not '\(text)'")
        }
        seconds = Double(count) * unit
    }
}
