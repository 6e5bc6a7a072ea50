/// Random numbers that are the same at every run, for tests that try many inputs.
public struct TestNumbers: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64 = 1) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    }
}
