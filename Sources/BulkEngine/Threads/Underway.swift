import BulkModel
import Synchronization

/// What this process is at work on, so that nothing is begun twice.
final class Underway: Sendable {
    private let ids = Mutex<Set<ObjectID>>([])

    /// - Parameter places: how many may be under way at the same time.
    /// - Returns: false if the object is under way already, or no place is free.
    func begin(_ id: ObjectID, places: Int = .max) -> Bool {
        ids.withLock { $0.count < places && $0.insert(id).inserted }
    }

    func end(_ id: ObjectID) {
        ids.withLock { _ = $0.remove(id) }
    }
}
