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
    /// Cells that got a sign in front; nil in ledgers of versions that didn't count.
    var guardedCells: Int?

    /// Takes the header of a page.
    /// - Returns: whether it is the first, which is written.
    /// - Throws: ``TransferFailure`` if it isn't that of the pages before.
    mutating func begins(header: String) throws -> Bool {
        guard let known = self.header else {
            self.header = header
            hasBegun = true
            return true
        }
        guard known == header else {
            throw TransferFailure(.incomplete, "the module's fields have changed since the export was begun; begin anew with --restart")
        }
        return false
    }
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
