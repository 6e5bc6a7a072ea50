public import BulkClient
import BulkFormats

/// Tells whether the first row of a file is its header, by what the module's fields are called and by what rows look like.
///
/// Exports begin with titles, and some files have no header at all. Where that is certain the file is read so, and a note says it; where
/// it is likely, the person is asked to say it.
public struct HeaderFinder {
    private let table: SourceTable
    private let resolver: FieldResolver
    /// Fields that a file without a header can be for.
    private let ownFields: [FieldDescription]

    /// Rows below the first among which the header is looked for.
    static let rows = 20

    public init(_ table: SourceTable, fields: [FieldDescription], module: String) {
        self.table = table
        resolver = FieldResolver(fields, relatedFields: [:], module: module)
        ownFields = fields.filter { $0.isCustom && $0.obstacle == nil && $0.dataType != "boolean" }
    }

    public enum Finding: Hashable, Sendable {
        /// The first row is the header, or nothing says otherwise.
        case header
        /// The header stands lower, and the rows above it name no column.
        case skip(lines: Int, note: String)
        /// The first row is one of data. Nil columns: they are named by the person.
        case none(columns: [String]?, note: String)
        /// A person must say what the first row is.
        case doubt(String)
    }

    /// - Parameter columns: what `--map` says.
    public func find(columns: [String]) -> Finding {
        let names = names(in: table.header)
        guard names == 0 else { return mayLackDelimiter(columns) ?? .header }
        if let row = table.samples.prefix(Self.rows).firstIndex(where: isHeader) { return below(row) }
        guard looksLikeData else { return .header }
        let first = table.header.prefix(3).map { $0.isEmpty ? "(empty)" : $0 }.joined(separator: ", ")
        if !columns.isEmpty, columns.allSatisfy({ Int($0.prefix { $0 != "=" }) != nil }) {
            return .none(
                columns: nil, note: "the first row (\(first) …) looks like data, and is taken for a row; if it is the header, say --header")
        }
        if ownFields.count == table.header.count {
            let mapped = ownFields.enumerated().map { "\($0.offset + 1)=\($0.element.apiName)" }
            return .none(
                columns: mapped,
                note:
                    "the file has no header, and as many columns as the module has fields of its own: they were taken in that order. If it is another, say which column is which with --map"
            )
        }
        return .doubt(
            "the first row (\(first) …) looks like data and names no field: if the file has no header, say --no-header and which column is which, as in --map 1=\(ownFields.first?.apiName ?? "Last_Name"); if it is the header, say --header"
        )
    }

    private func below(_ row: Int) -> Finding {
        let line = table.sampleLines.indices.contains(row) ? table.sampleLines[row] : 0
        let above = [table.header] + table.samples[..<row]
        let title = table.header.first { !$0.isEmpty } ?? ""
        // Lines as wide as the table are rows of it that a spreadsheet has saved with it, and can't be the header, for they name no column.
        guard line > 1, above.allSatisfy({ $0.count == table.samples[row].count }) else {
            return .doubt(
                "the first row (\(title)) names no field, but line \(line) does: to leave out what stands above the header, say --skip-lines \(line - 1)"
            )
        }
        return .skip(lines: line - 1, note: "the header was found in line \(line); the lines above it (\(title) …) are left out")
    }

    /// A row of words below the header, above rows of numbers, may be its second line; nil for none. It is a row all the same, unless a
    /// person says otherwise.
    public var secondLine: String? {
        guard let second = table.samples.first, let line = table.sampleLines.first, table.samples.count >= 2 else { return nil }
        let words = second.indices.filter { !second[$0].isEmpty }
        guard !words.isEmpty, words.allSatisfy({ CellKind(second[$0]) == .text }) else { return nil }
        let numbers = words.count { column in
            let cells = table.samples.dropFirst().prefix(100).compactMap {
                $0.indices.contains(column) && !$0[column].isEmpty ? $0[column] : nil
            }
            return !cells.isEmpty && cells.allSatisfy { CellKind($0) == .number }
        }
        guard numbers * 2 > words.count else { return nil }
        return
            "line \(line) (\(second.prefix(3).joined(separator: ", "))) has words where the rows below it have numbers: if it names the columns, say --skip-lines \(line - 1)"
    }

    /// How many cells name a field.
    private func names(in row: [String]) -> Int {
        row.count { text in
            guard !text.isEmpty else { return false }
            return FieldNames.Closeness.allCases.contains { !resolver.choices(for: text, $0).isEmpty }
                || !OtherNames.fields(for: text).isEmpty
        }
    }

    private func isHeader(_ row: [String]) -> Bool {
        let filled = row.count { !$0.isEmpty }
        let names = names(in: row)
        return names >= 2 && names * 2 >= filled
    }

    /// Whether cells of the first row are of kinds that names never are, and those below them are of the same.
    private var looksLikeData: Bool {
        table.header.indices.contains { column in
            let kind = CellKind(table.header[column])
            guard kind != .text else { return false }
            let cells = table.samples.prefix(100).compactMap {
                $0.indices.contains(column) && !$0[column].isEmpty ? CellKind($0[column]) : nil
            }
            return cells.count >= 1 && cells.count { $0 == kind } * 10 >= cells.count * 8
        }
    }

    /// A header with a column that has no name, between others, above rows that are all one cell shorter: a delimiter in it is one too
    /// many, and every name behind it stands above its neighbour's cells.
    private func mayLackDelimiter(_ columns: [String]) -> Finding? {
        guard let gap = table.header.dropLast().firstIndex(of: ""), !table.samples.isEmpty,
            table.samples.allSatisfy({ $0.count == table.header.count - 1 }), table.form?.hasHeader ?? true
        else { return nil }
        if !columns.isEmpty, columns.allSatisfy({ Int($0.prefix { $0 != "=" }) != nil }) { return nil }
        return .doubt(
            "column \(gap + 1) of the header has no name, and every row has one cell less than the header: the header has a delimiter too many there. Take it away; or say which column is which by number, as in --map \(gap + 1)=FIELD"
        )
    }
}

/// What a cell looks like, as far as names of columns never do.
private enum CellKind: Hashable {
    case text, number, date, email, address

    init(_ text: String) {
        let digits = text.count(where: \.isNumber)
        let signs = text.allSatisfy { $0.isNumber || " .,-+/:%$€£()".contains($0) }
        if text.contains("@"), text.contains("."), !text.contains(" ") {
            self = .email
        } else if text.contains("://") {
            self = .address
        } else if digits >= 4, signs,
            text.contains("/") || text.contains(":") || text.contains("-") || text.filter({ $0 == "." }).count == 2
        {
            self = .date
        } else if digits > 0, signs {
            self = .number
        } else {
            self = .text
        }
    }
}
