/// How far an import is, for whoever looks on.
public struct ImportProgress: Hashable, Sendable {
    public enum Stage: Hashable, Sendable {
        /// The files are cut into parts.
        case splitting
        case uploading
        /// The job waits at the server.
        case waiting
        case importing
        /// What became of the rows is fetched.
        case collecting
    }

    public var stage: Stage
    /// From 1; the part that is worked at.
    public var part: Int
    public var parts: Int
    /// Rows that are done with, those of earlier parts included.
    public var done: Int
    /// Rows of all files.
    public var total: Int
    /// The part's job, once there is one.
    public var job: String?
}

/// What an import does by itself that isn't progress.
public enum ImportIncident: Hashable, Sendable {
    /// A job that failed for a reason of the server's own was told to go on.
    case retried(job: String)
    /// An upload wasn't there any more, and was sent again.
    case uploadedAgain(part: Int)
}
