/// How a client lets time pass. Tests let none pass.
public struct Pace: Sendable {
    let sleep: @Sendable (Duration) async throws -> Void
    let share: @Sendable () -> Double

    /// - Parameters:
    ///   - sleep: waits; throws `CancellationError`.
    ///   - share: a number of 0 to 1, different each time.
    public init(sleep: @escaping @Sendable (Duration) async throws -> Void, share: @escaping @Sendable () -> Double) {
        self.sleep = sleep
        self.share = share
    }

    /// The machine's clock and random numbers.
    public static let real = Pace(sleep: { try await Task.sleep(for: $0) }, share: { Double.random(in: 0...1) })
}
