import BulkFormats

/// Decides for the rows of somebody's file whether they can be sent, and what their cells become. Used by one thread at a time.
///
/// A row that can't be trusted is refused here, since a server gets rows that were written anew and couldn't see what is wrong.
final class RowPreparation {
    private let shape: CSVShape
    private let encoding: CharacterEncoding
    /// What cells of columns become, by the column.
    private let translations: [(column: Int, translation: CellTranslation)]
    private let header: [String]
    /// Of the row that was looked at last.
    private var replaced: [Int: [UInt8]] = [:]

    init(_ table: SourceTable, translations: [Int: CellTranslation]) {
        shape = table.shape
        encoding = table.encoding
        header = table.header
        self.translations = translations.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Looks at the row that a reader stands on.
    /// - Returns: why it is refused; nil if it isn't.
    func refusal(of reader: CSVReader) -> RowOutcome? {
        if let trouble = shape.trouble(of: reader) {
            return refused(column: trouble.column ?? 0, hint: TroubleWords.text(trouble, encoding: encoding).capitalizedSentence)
        }
        if !replaced.isEmpty { replaced.removeAll(keepingCapacity: true) }
        for (column, translation) in translations where column < reader.count {
            switch translation.apply(reader.value(column)) {
            case .same: break
            case .replaced(let bytes): replaced[column] = bytes
            case .refused(let hint): return refused(column: column, hint: hint)
            }
        }
        guard replaced.isEmpty || (0..<width(of: reader)).contains(where: { !cellIsEmpty($0, of: reader) }) else {
            return refused(column: 0, hint: "The row has no value: all its cells are markers for none. Leave it out.")
        }
        return nil
    }

    private func cellIsEmpty(_ column: Int, of reader: CSVReader) -> Bool {
        replaced[column].map(\.isEmpty) ?? reader.value(column).isEmpty
    }

    /// The cells of the row that count: empty ones behind the header's last column don't.
    func width(of reader: CSVReader) -> Int {
        min(reader.count, shape.columns)
    }

    /// What a cell of the row becomes; nil for what it is.
    func replacement(_ column: Int) -> [UInt8]? {
        replaced.isEmpty ? nil : replaced[column]
    }

    private func refused(column: Int, hint: String) -> RowOutcome {
        RowOutcome(
            status: RowOutcome.skipped,
            errors: [RowOutcome.Cause(code: "INVALID_DATA", column: header.indices.contains(column) ? header[column] : nil, hint: hint)])
    }
}

extension String {
    /// Begins with a capital and ends with a full stop.
    fileprivate var capitalizedSentence: String {
        prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
    }
}
