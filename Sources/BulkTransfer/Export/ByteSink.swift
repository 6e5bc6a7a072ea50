import Foundation

/// Where joined pages go. Used by one task at a time.
protocol ByteSink: AnyObject {
    /// Bytes written so far.
    var size: Int { get }
    func append(_ bytes: [UInt8]) throws
}

extension DurableFile: ByteSink {}

/// Standard output. What has gone there can't be taken back.
final class StandardOutputSink: ByteSink {
    private(set) var size = 0

    func append(_ bytes: [UInt8]) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: bytes)
        } catch {
            throw TransferFailure(.file, "standard output can't be written: \(error.localizedDescription)")
        }
        size += bytes.count
    }
}
