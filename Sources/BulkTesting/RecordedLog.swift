import BulkEngine
public import Logging
import Synchronization

/// Keeps what is logged in a test.
public final class RecordedLog: Sendable {
    public struct Line: Sendable {
        public let level: Logger.Level
        public let message: String
        /// Texts of the values, as they come in a line.
        public let metadata: [String: String]
    }

    private let recorded = Mutex<[Line]>([])

    public init() {}

    public var lines: [Line] { recorded.withLock { $0 } }

    /// A logger that writes everything here.
    public var logger: Logger {
        Logger(label: "test") { _ in Handler(log: self, metadataProvider: CurrentRequest.metadataProvider) }
    }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        init(log: RecordedLog, metadataProvider: Logger.MetadataProvider?) {
            self.log = log
            self.metadataProvider = metadataProvider
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
            let line = Line(level: event.level, message: event.message.description, metadata: all.mapValues(\.description))
            log.recorded.withLock { $0.append(line) }
        }
    }
}
