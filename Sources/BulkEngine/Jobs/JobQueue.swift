import BulkModel

/// Tells the runner that an organisation has a job waiting. What the jobs are stands in the store.
struct JobQueue: Sendable {
    /// One element for each job announced; for one consumer.
    let announcements: AsyncStream<ObjectID>
    private let continuation: AsyncStream<ObjectID>.Continuation

    init() {
        (announcements, continuation) = AsyncStream.makeStream()
    }

    func announce(_ organization: ObjectID) {
        continuation.yield(organization)
    }

    /// No further job will be started.
    func close() {
        continuation.finish()
    }
}
