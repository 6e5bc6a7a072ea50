/// What a test waited for did not come.
public struct WaitedInVain: Error, CustomStringConvertible {
    public let description: String
}

/// Waits until something is so, without sleeping.
/// - Parameters:
///   - what: is waited for; the message says it if it doesn't come.
///   - limit: far more than a busy machine needs.
/// - Throws: ``WaitedInVain``, and what the condition throws.
public func eventually(_ what: String, within limit: Duration = .seconds(120), _ isSo: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + limit
    while try await !isSo() {
        guard ContinuousClock.now < end else { throw WaitedInVain(description: "\(limit) have passed without this: \(what)") }
        await Task.yield()
    }
}
