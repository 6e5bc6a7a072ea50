/// What an export has come to.
public struct ExportSummary: Hashable, Sendable {
    /// Records written, counted as they were written.
    public var records: Int
    /// The jobs at the server, one for each page.
    public var jobs: [String]
    /// Bytes written.
    public var bytes: Int
    /// Cells that got a `'` in front, so that no spreadsheet calculates them; nil if that wasn't asked for.
    public var guardedCells: Int?
    /// Whether an earlier run had begun it.
    public var wasResumed: Bool
}
