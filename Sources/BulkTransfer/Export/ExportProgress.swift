/// How far an export is.
public struct ExportProgress: Hashable, Sendable {
    public enum Stage: Hashable, Sendable {
        case waiting
        /// The server writes the page.
        case exporting
        /// Bytes of the page's archive.
        case downloading(received: Int, total: Int?)
        case joining
    }

    public var stage: Stage
    /// From 1.
    public var page: Int
    /// Records of this page and those before.
    public var records: Int
    /// How much of this page the server has written, 0 to 1; nil if it doesn't say.
    public var share: Double?
}
