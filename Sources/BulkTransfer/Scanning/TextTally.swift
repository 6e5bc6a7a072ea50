import BulkModel

/// The different texts of a column with few of them: options, words for yes and no.
struct TextTally: Sendable {
    /// By the text, without letter case; equal forms of letters are one.
    private(set) var texts: [String: SeenCells] = [:]
    /// Cells that are longer than any option, and those beyond the number that is kept.
    private(set) var rest = SeenCells()
    /// Nil if the whole cell is one text.
    private let separator: UInt8?

    private static let most = 10_000
    /// Bytes; an option has 120 characters at most. (bulk write specification, section 8.1)
    private static let longest = 480

    init(separator: UInt8? = nil) {
        self.separator = separator
    }

    mutating func add(_ cell: UnsafeBufferPointer<UInt8>, count: Int, line: Int) {
        guard let separator, cell.contains(separator) else { return addText(cell, count: count, line: line) }
        for part in cell.split(separator: separator) {
            let text = CellTranslation.trimmed(UnsafeBufferPointer(rebasing: part))
            if !text.isEmpty { addText(text, count: count, line: line) }
        }
    }

    private mutating func addText(_ text: UnsafeBufferPointer<UInt8>, count: Int, line: Int) {
        guard text.count <= Self.longest else { return rest.add(text, count: count, line: line) }
        let key = String(decoding: CaseFolding.folded(text), as: UTF8.self)
        guard texts.count < Self.most || texts[key] != nil else { return rest.add(text, count: count, line: line) }
        texts[key, default: SeenCells()].add(text, count: count, line: line)
    }

    /// In the order of the file.
    var ordered: [(key: String, cells: SeenCells)] {
        texts.map { (key: $0.key, cells: $0.value) }.sorted { ($0.cells.line, $0.key) < ($1.cells.line, $1.key) }
    }
}
