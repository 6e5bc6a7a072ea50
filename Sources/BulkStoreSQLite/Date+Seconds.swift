import Foundation

/// Points in time are kept as whole UTC seconds.
extension Date {
    init(seconds: Int64) {
        self.init(timeIntervalSince1970: Double(seconds))
    }

    var seconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}
