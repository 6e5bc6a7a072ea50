/// The two kinds of jobs, by the words of the API: exports read, imports write.
public enum JobKind: String, Sendable, Codable, CaseIterable {
    case read
    case write
}
