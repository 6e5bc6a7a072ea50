public import BulkEngine
import BulkFormats
public import BulkModel

/// The bodies of callbacks, as the details call of the same version would show the job; v2 has a flat shape of its own.
/// (bulk read specification, section 7)
public struct WireCallbackRenderer: CallbackRenderer {
    public init() {}

    public func body(of job: ReadJob, user: User, nextPageToken: String?) -> String {
        var body = ReadJobBody(job: job, version: job.version, offsets: UTCOffsets.cached(named: user.timeZone))
        body.nextPageToken = nextPageToken
        return (job.version.has(.callbackIsDetails) ? body.details : body.flatCallback).description
    }
}
