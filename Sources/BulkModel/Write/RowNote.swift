/// What a person should know of a row that went in. Nothing was lost, but something isn't as the file has it.
/// (import-truth: notes are for people and programs alike)
public struct RowNote: Hashable, Sendable {
    /// Position of the field mapping in the resource; nil where the row as a whole is meant.
    public var mapping: Int?
    public var kind: Kind

    public init(_ kind: Kind, mapping: Int? = nil) {
        self.kind = kind
        self.mapping = mapping
    }

    public enum Kind: UInt8, Sendable, CaseIterable {
        /// The row ends before the header's last column; the missing cells are no values.
        case shortRow
        /// The row has an empty cell behind the header's last column.
        case emptySurplus
        /// The field keeps fewer decimals than the cell has; the others were cut off.
        case decimalsCut
        /// The year has two digits; its century was chosen.
        case twoDigitYear

        /// The word that programs get.
        public var name: String {
            switch self {
            case .shortRow: "SHORT_ROW"
            case .emptySurplus: "EMPTY_SURPLUS"
            case .decimalsCut: "DECIMALS_CUT"
            case .twoDigitYear: "TWO_DIGIT_YEAR"
            }
        }
    }
}

/// How many rows of a resource have a note, and where the first of them are.
public struct RowNoteTally: Hashable, Sendable, Codable {
    /// ``RowNote/Kind/name``.
    public var code: String
    /// As ``RowNote/mapping``.
    public var mapping: Int?
    public var count: Int
    /// The first of them, from 1.
    public var lines: [Int]

    /// Lines that are kept.
    private static let kept = 10

    public init(code: String, mapping: Int?, count: Int = 0, lines: [Int] = []) {
        self.code = code
        self.mapping = mapping
        self.count = count
        self.lines = lines
    }

    public mutating func add(line: Int) {
        count += 1
        if lines.count < Self.kept { lines.append(line) }
    }
}
