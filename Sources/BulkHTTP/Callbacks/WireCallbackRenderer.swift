public import BulkEngine
import BulkFormats
public import BulkModel

/// The bodies of callbacks, as the details call of the same version would show the job; bulk read of v2 has a flat shape of its own.
/// (bulk read specification, section 7; bulk write specification, section 9.5)
public struct WireCallbackRenderer: CallbackRenderer {
    private let quirks: Quirks
    private let publicURL: String?

    /// - Parameter publicURL: as for ``BulkApplication``.
    public init(quirks: Quirks, publicURL: String? = nil) {
        self.quirks = quirks
        self.publicURL = publicURL
    }

    public func body(of job: ReadJob, user: User, nextPageToken: String?) -> String {
        var body = ReadJobBody(job: job, version: job.version, offsets: UTCOffsets.cached(named: user.timeZone))
        body.nextPageToken = nextPageToken
        return (job.version.has(.callbackIsDetails) ? body.details : body.flatCallback).description
    }

    public func body(of job: WriteJob, user: User, link: ResultLink?) -> String {
        WriteJobBody(
            job: job, version: job.version, offsets: UTCOffsets.cached(named: user.timeZone), quirks: quirks,
            downloadURL: link.map { $0.url(from: publicURL ?? job.address, version: job.version) }
        ).details.description
    }
}
