/// What is to be found out about a column by reading it.
struct ScanTask: Hashable, Sendable {
    /// From 0.
    var column: Int
    var kind: Kind
    /// Texts that stand for no value.
    var nulls: [String] = []

    enum Kind: Hashable, Sendable {
        case format(FormatKind)
        /// Options; whether cells hold several.
        case options(areSeveral: Bool)
        case truth
        /// Ids, addresses or names of records and users.
        case keys
        case text
    }
}

/// What one pass over all rows of a file has found in a column.
struct ColumnTally: Sendable {
    /// Cells with a value.
    private(set) var filled = 0
    private(set) var formats: FormatTally?
    private(set) var texts: TextTally?
    private(set) var keys: KeyTally?
    private(set) var odd = OddCells()
    private let isText: Bool
    private let translation: CellTranslation
    private let hasNulls: Bool

    init(_ task: ScanTask) {
        isText = task.kind == .text
        translation = CellTranslation(nulls: task.nulls, unwrapsFormulas: true)
        hasNulls = !task.nulls.isEmpty
        switch task.kind {
        case .format(let kind): formats = FormatTally(kind)
        case .options(let areSeveral): texts = TextTally(separator: areSeveral ? UInt8(ascii: ";") : nil)
        case .truth: texts = TextTally()
        case .keys: keys = KeyTally()
        case .text: break
        }
    }

    /// Whether cells are best counted before they are looked at.
    var isCounted: Bool { texts != nil }

    /// - Parameters:
    ///   - cell: a text without white space at its ends.
    ///   - count: cells with that text.
    ///   - line: of the first of them.
    mutating func add(_ cell: UnsafeBufferPointer<UInt8>, count: Int, line: Int) {
        guard hasNulls || cell[0] == UInt8(ascii: "="), case .replaced(let text) = translation.apply(cell) else {
            return addValue(cell, count: count, line: line)
        }
        if OddCells.isFormula(cell) { odd.add(cell, isText: isText, count: count, line: line) }
        text.withUnsafeBufferPointer { text in
            let text = CellTranslation.trimmed(text)
            if !text.isEmpty { addValue(text, count: count, line: line) }
        }
    }

    private mutating func addValue(_ cell: UnsafeBufferPointer<UInt8>, count: Int, line: Int) {
        filled += count
        if formats != nil {
            // What is read as a date or number is not odd.
            if formats?.add(cell, line: line) == true { return }
        } else if texts != nil {
            texts?.add(cell, count: count, line: line)
        } else if keys != nil {
            keys?.add(cell, count: count, line: line)
            guard cell.count <= 4 || OddCells.mayBeOdd(cell) else { return }
        }
        odd.add(cell, isText: isText, count: count, line: line)
    }
}
