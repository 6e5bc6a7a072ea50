import BulkFormats
import Foundation

/// Makes one text of the pages of an export.
protocol PageJoiner {
    /// What the pages so far have in common with those to come; kept in the ledger.
    var state: JoinState { get }

    /// Writes the text of a page.
    /// - Returns: the records in it.
    /// - Throws: ``TransferFailure`` for a page that doesn't fit those before, and what the source and the sink throw.
    mutating func append(_ page: any PageText, to sink: any ByteSink) throws -> Int

    /// What stands behind the last page.
    func finish(_ sink: any ByteSink) throws
}

/// The text of a page, front to back.
protocol PageText: AnyObject {
    /// - Returns: bytes, 0 at the end and only there.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ZIPEntryReader: PageText {}

/// What joined pages have in common.
struct JoinState: Hashable, Codable, Sendable {
    /// The header line of a CSV, without its end.
    var header: String?
    /// Whether anything was written yet.
    var hasBegun = false
    /// The time zones that a calendar has already.
    var timeZones: [String] = []
}

extension PageText {
    /// Hands over the text in pieces.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try read(into: buffer)
            guard count > 0 else { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
