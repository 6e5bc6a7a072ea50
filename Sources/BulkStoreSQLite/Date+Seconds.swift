import Foundation

/// Points in time are kept as whole UTC seconds, and as milliseconds where a span between two of them is told.
extension Date {
    init(seconds: Int64) {
        self.init(timeIntervalSince1970: Double(seconds))
    }

    var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }

    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1_000).rounded(.down)) }
}
