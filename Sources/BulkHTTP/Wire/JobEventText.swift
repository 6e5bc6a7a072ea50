import BulkEngine
import BulkFormats
import BulkModel

/// Events of a job as lines of a stream. (WHATWG HTML, section 9.2: server-sent events)
enum JobEventText {
    /// - Parameter offsets: of the zone of the user who watches.
    static func text(of event: JobEvents.Event, offsets: UTCOffsets) -> String {
        switch event {
        case .progress(let snapshot): text("progress", snapshot, offsets)
        case .ended(let snapshot): text("ended", snapshot, offsets)
        // A comment: clients pass over it, and whatever is in between sees that the connection is alive.
        case .silence: ":\n\n"
        }
    }

    private static func text(_ name: String, _ snapshot: JobSnapshot, _ offsets: UTCOffsets) -> String {
        "event: \(name)\ndata: \(JobBody(snapshot: snapshot, offsets: offsets).json.description)\n\n"
    }
}
