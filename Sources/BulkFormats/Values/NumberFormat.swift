/// How numbers are written: what stands between whole part and fraction, and between groups of the whole part's digits.
public struct NumberFormat: Hashable, Sendable {
    enum Grouping: Hashable, Sendable {
        case none, comma, point
        /// Also the two that don't break a line: U+00A0 and U+202F.
        case space
    }

    let decimalPoint: UInt8
    let grouping: Grouping

    /// A point before the fraction, commas between groups.
    /// (bulk write specification, section 8.3)
    public static let standard = NumberFormat(decimalPoint: UInt8(ascii: "."), grouping: .comma)

    private init(decimalPoint: UInt8, grouping: Grouping) {
        self.decimalPoint = decimalPoint
        self.grouping = grouping
    }

    /// The format of a pattern: `#,###.##`, `#.###,##`, `# ###,##`, `# ###.##`, `#,##,###.##`, `####.##` or `####,##`.
    ///
    /// The number of places in a pattern says nothing: groups may have any width, fractions any length.
    /// (bulk write specification, section 8.4)
    /// - Returns: nil for any other text.
    public init?(pattern: String) {
        switch pattern {
        case "#,###.##", "#,##,###.##": self = .standard
        case "#.###,##": self.init(decimalPoint: UInt8(ascii: ","), grouping: .point)
        case "# ###,##": self.init(decimalPoint: UInt8(ascii: ","), grouping: .space)
        case "# ###.##": self.init(decimalPoint: UInt8(ascii: "."), grouping: .space)
        case "####.##": self.init(decimalPoint: UInt8(ascii: "."), grouping: .none)
        case "####,##": self.init(decimalPoint: UInt8(ascii: ","), grouping: .none)
        default: return nil
        }
    }
}
