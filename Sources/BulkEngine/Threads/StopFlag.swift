import Synchronization

/// Asks work to stop at its next safe point.
final class StopFlag: Sendable {
    private let isSet = Atomic(false)

    func set() {
        isSet.store(true, ordering: .relaxed)
    }

    /// - Throws: ``Interrupted`` once the flag is set.
    func check() throws {
        if isSet.load(ordering: .relaxed) { throw Interrupted() }
    }
}

/// The work was asked to stop and did, at a safe point.
struct Interrupted: Error {
    /// Whether it was cancelled, so that nobody goes on with it.
    var isCancelled = false
}
