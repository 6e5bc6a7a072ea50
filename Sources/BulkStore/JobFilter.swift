public import BulkModel
public import FoundationEssentials

/// Which jobs a list has: those that fulfil all that is said.
public struct JobFilter: Hashable, Sendable {
    public var kinds: Set<JobKind>
    /// Nil for all.
    public var states: Set<JobState>?
    /// API name of a module that is exported or imported.
    public var module: String?
    public var createdBy: ObjectID?
    /// The earliest time of creation.
    public var createdSince: Date?
    /// A time before which jobs were created.
    public var createdBefore: Date?
    /// The upload that an import reads.
    public var upload: ObjectID?
    /// The earliest time at which jobs have ended; one that hasn't counts by its creation.
    public var endedSince: Date?

    public init(kinds: Set<JobKind> = Set(JobKind.allCases)) {
        self.kinds = kinds
    }
}
