import BulkModel
import Synchronization

/// Somebody's wish to hear of a job. However much happens, it holds a word or two and never a queue.
final class JobWatch: Sendable {
    /// What has happened since it was asked last.
    struct News {
        /// How far the job is has changed.
        var hasNumbers = false
        /// What the store has of it has changed.
        var isStored = false
    }

    let job: ObjectID
    let organization: ObjectID
    /// An element when there is something to look at: news, or that time has passed. It ends when the watch is closed.
    let wakes: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let pending = Mutex(News())

    init(job: ObjectID, organization: ObjectID) {
        self.job = job
        self.organization = organization
        (wakes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func tell(isStored: Bool) {
        pending.withLock { news in
            if isStored { news.isStored = true } else { news.hasNumbers = true }
        }
        wake()
    }

    func wake() {
        continuation.yield()
    }

    /// The news since the last call.
    func takeNews() -> News {
        pending.withLock { news in
            defer { news = News() }
            return news
        }
    }

    func close() {
        continuation.finish()
    }
}
