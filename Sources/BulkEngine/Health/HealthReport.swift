/// Whether the server can do its work, check by check.
public struct HealthReport: Hashable, Sendable {
    public struct Check: Hashable, Sendable {
        /// In lower case, with underscores.
        public var name: String
        /// What is wrong, in a few words that anybody may read; nil if nothing is.
        public var problem: String?
    }

    public var checks: [Check]

    public var isReady: Bool { checks.allSatisfy { $0.problem == nil } }
}
