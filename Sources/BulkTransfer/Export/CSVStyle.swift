/// What the CSV of an export has for the sake of spreadsheets. As the service writes it, it has neither.
public struct CSVStyle: Hashable, Sendable {
    /// The UTF-8 byte-order mark in front, by which spreadsheets know the encoding.
    public var hasByteOrderMark: Bool
    /// Cells that a spreadsheet would calculate get a `'` in front, so that they are shown as text.
    public var guardsFormulas: Bool

    public init(hasByteOrderMark: Bool = false, guardsFormulas: Bool = false) {
        self.hasByteOrderMark = hasByteOrderMark
        self.guardsFormulas = guardsFormulas
    }

    /// The mark, or nothing.
    var beginning: [UInt8] { hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : [] }
}
