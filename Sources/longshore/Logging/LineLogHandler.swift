import Foundation
import Logging
import Synchronization

/// Writes each entry of the log to standard error, as one line and at once.
struct LineLogHandler: LogHandler {
    let format: LogFormat
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    /// Held while a line is written, so that lines don't get into one another.
    private static let output = Mutex(())

    init(format: LogFormat, metadataProvider: Logger.MetadataProvider?) {
        self.format = format
        self.metadataProvider = metadataProvider
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
        if let error = event.error { all["error"] = "\(error)" }
        all.merge(event.metadata ?? [:]) { $1 }
        let line = LogLine(time: Date(), level: event.level, message: event.message.description, metadata: all)
        Self.write(Array((line.text(format) + "\n").utf8))
    }

    /// What can't be written is lost: there is nobody to tell.
    private static func write(_ bytes: [UInt8]) {
        output.withLock { _ in
            bytes.withUnsafeBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    let count = Foundation.write(STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { return }
                    rest = rest.dropFirst(count)
                }
            }
        }
    }
}
