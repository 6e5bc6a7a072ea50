import FoundationEssentials

/// What an export has done so far; written down before each step whose outcome could be lost.
struct ExportLedger: Codable, Sendable {
    /// Of this form.
    var version = 1
    /// What was ordered, and from where.
    var order: String
    var begun: Date
    var pages: [Page]
    /// Bytes of the output that are good.
    var size = 0
    var records = 0
    var join = JoinState()

    struct Page: Codable, Sendable {
        /// Makes the creation of its job one that can be repeated.
        var key: String
        /// What the page is asked for with; nil for the first, and where pages go by number.
        var token: String?
        var job: String?
        /// How many records it has, once they are in the output.
        var count: Int?

        var isJoined: Bool { count != nil }
    }

    static let currentVersion = 1
}
