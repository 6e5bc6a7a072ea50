import BulkFormats

/// Finds whether apostrophes protect the cells of a text, where nobody has said so: they do if only by them the rows are as wide as the
/// header.
struct QuotingFinder {
    private let form: CSVForm
    private let isWhole: Bool

    /// Rows that tell enough.
    private static let most = 1_000
    /// With fewer of them nothing is certain.
    private static let fewest = 3

    /// - Parameters:
    ///   - form: as far as it is known.
    ///   - isWhole: whether the text ends where the bytes do.
    init(_ form: CSVForm, isWhole: Bool) {
        self.form = form
        self.isWhole = isWhole
    }

    /// - Parameter rows: the text from the header on.
    func usesApostrophes(_ rows: [UInt8]) throws -> Bool {
        guard rows.contains(UInt8(ascii: "'")) else { return false }
        guard let asIs = try fit(of: rows, .standard), asIs.alike * 4 < asIs.rows * 3 else { return false }
        guard let apart = try fit(of: rows, .apostrophe), apart.rows >= Self.fewest else { return false }
        return apart.alike == apart.rows
    }

    /// How many rows there are, and how many of them are as wide as the header.
    private func fit(of bytes: [UInt8], _ quoting: CSVQuoting) throws -> (rows: Int, alike: Int)? {
        let form = CSVForm(form.dialect, quoting: quoting)
        let reader = form.reader(maximumRowBytes: SourceTable.rowSize, damage: nil, source: PrefixedSource(bytes).read)
        var widths: [Int] = []
        do {
            while widths.count <= Self.most, try reader.next() { widths.append(reader.trouble == nil ? reader.count : 0) }
        } catch is CSVError {
            // A quote that is never closed may be closed behind the bytes.
            guard !isWhole else { return nil }
        }
        // The last row may be cut.
        if !isWhole, !widths.isEmpty { widths.removeLast() }
        guard let header = widths.first, header > 1 else { return nil }
        return (widths.count - 1, widths.dropFirst().count { $0 == header })
    }
}
