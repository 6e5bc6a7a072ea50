import Synchronization

/// Counts bytes on one thread for another to look at.
final class ByteCounter: Sendable {
    private let total = Atomic(0)

    func add(_ count: Int) {
        total.add(count, ordering: .relaxed)
    }

    var count: Int { total.load(ordering: .relaxed) }
}
