public import ServiceLifecycle

/// Says that the server isn't ready any more before anything of it ends, and leaves those who send requests some time to take notice.
///
/// It must be the last of the services, as that is the first to be shut down.
public struct ShutdownNotice: Service {
    private let parts: ServerParts
    private let delay: Duration
    private let announce: @Sendable () -> Void

    /// - Parameters:
    ///   - delay: how long everything goes on meanwhile.
    ///   - announce: called when the shutdown begins.
    public init(parts: ServerParts, delay: Duration, announce: @escaping @Sendable () -> Void = {}) {
        self.parts = parts
        self.delay = delay
        self.announce = announce
    }

    public func run() async throws {
        try await gracefulShutdown()
        parts.beginShutdown()
        announce()
        try await Task.sleep(for: delay)
    }
}
