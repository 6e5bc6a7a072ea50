import BulkModel
import Synchronization

/// A job that runs in this process: its worker asks here whether it was cancelled, and says here how far it is.
final class RunningJob: Sendable {
    private let isCancelled = Atomic(false)
    private let current: Mutex<JobNumbers>
    private let changed: @Sendable () -> Void

    /// - Parameter changed: called after each change of the numbers.
    init(_ numbers: JobNumbers, changed: @escaping @Sendable () -> Void) {
        current = Mutex(numbers)
        self.changed = changed
    }

    /// Asks the worker to stop at its next safe point.
    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// - Throws: ``Interrupted`` once the job is cancelled.
    func check() throws {
        if isCancelled.load(ordering: .relaxed) { throw Interrupted(isCancelled: true) }
    }

    var numbers: JobNumbers { current.withLock { $0 } }

    /// Writes down how far the job is.
    func update(_ change: (inout JobNumbers) -> Void) {
        current.withLock { change(&$0) }
        changed()
    }
}
