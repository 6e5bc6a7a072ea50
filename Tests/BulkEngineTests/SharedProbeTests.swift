import BulkTesting
import Synchronization
import Testing

@testable import BulkEngine

@Suite(.timeLimit(.minutes(5))) struct SharedProbeTests {
    @Test func whatWasFoundIsToldAgainWhileItIsFresh() async {
        let looks = Mutex(0)
        let probe = SharedProbe(freshness: .seconds(3_600)) {
            looks.withLock {
                $0 += 1; return $0
            }
        }
        #expect(await probe.value() == 1)
        #expect(await probe.value() == 1)
    }

    @Test func whatIsNotFreshAnyMoreIsLookedAtAgain() async {
        let looks = Mutex(0)
        let probe = SharedProbe(freshness: .zero) {
            looks.withLock {
                $0 += 1; return $0
            }
        }
        #expect(await probe.value() == 1)
        #expect(await probe.value() == 2)
    }

    @Test func nobodyWaitsForWhatIsStuckAndItIsAskedOnce() async {
        let looks = Mutex(0)
        let release = Signal()
        let probe = SharedProbe(freshness: .zero, limit: .milliseconds(1)) {
            looks.withLock { $0 += 1 }
            await release.wait()
            return "found"
        }
        for _ in 0..<20 { #expect(await probe.value() == nil) }
        #expect(looks.withLock { $0 } == 1)
        release.fire()
    }

    @Test func thoseWhoAskAtTheSameTimeShareOneLook() async {
        let looks = Mutex(0)
        let begun = Signal()
        let release = Signal()
        let probe = SharedProbe(freshness: .zero, limit: .seconds(60)) {
            begun.fire()
            await release.wait()
            return looks.withLock {
                $0 += 1; return $0
            }
        }
        async let first = probe.value()
        await begun.wait()
        async let second = probe.value()
        async let third = probe.value()
        release.fire()
        #expect(await first == 1)
        // Whoever came before the end has shared it; whoever came after it has looked again.
        let others = [await second, await third]
        #expect(others.allSatisfy { ($0 ?? 0) >= 1 })
    }
}
