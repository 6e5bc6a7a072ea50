/// Which jobs a list is about. (docs/jobs.md)
public struct JobFilter: Hashable, Sendable {
    /// `read` or `write`.
    public var kind: String?
    /// Any of them; empty for all.
    public var states: [String]
    public var module: String?
    /// ISO 8601.
    public var createdSince: String?
    public var createdBefore: String?
    /// Of the upload that an import reads.
    public var fileID: String?

    public init(
        kind: String? = nil, states: [String] = [], module: String? = nil, createdSince: String? = nil, createdBefore: String? = nil,
        fileID: String? = nil
    ) {
        self.kind = kind
        self.states = states
        self.module = module
        self.createdSince = createdSince
        self.createdBefore = createdBefore
        self.fileID = fileID
    }

    var parameters: [(String, String)] {
        let single = [
            ("kind", kind), ("state", states.isEmpty ? nil : states.joined(separator: ",")), ("module", module),
            ("created_since", createdSince), ("created_before", createdBefore), ("file_id", fileID),
        ]
        return single.compactMap { name, value in value.map { (name, $0) } }
    }
}
