import Synchronization
import Testing

@testable import BulkEngine

@Suite struct WorkGateTests {
    @Test func noMoreThanSoManyAreInsideAndAllGetIn() async {
        let gate = WorkGate(limit: 3)
        let visitors = Visitors()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await gate.run {
                        visitors.enter()
                        for _ in 0..<20 { await Task.yield() }
                        visitors.leave()
                    }
                }
            }
        }
        let counts = visitors.counts
        #expect(counts.now == 0)
        #expect(counts.all == 50)
        #expect((1...3).contains(counts.most))
    }

    @Test func whoThrowsMakesRoomToo() async {
        struct Failure: Error {}
        let gate = WorkGate(limit: 1)
        for _ in 0..<3 {
            await #expect(throws: Failure.self) { try await gate.run { throw Failure() } }
        }
        #expect(await gate.run { 7 } == 7)
    }
}

private final class Visitors: Sendable {
    private let state = Mutex((now: 0, most: 0, all: 0))

    var counts: (now: Int, most: Int, all: Int) { state.withLock { $0 } }

    func enter() {
        state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.all + 1) }
    }

    func leave() {
        state.withLock { $0.now -= 1 }
    }
}
