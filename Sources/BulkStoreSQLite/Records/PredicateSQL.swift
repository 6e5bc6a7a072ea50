import BulkModel
import BulkStore

/// Compiles a predicate to a condition. Values are bound, never spliced.
///
/// Ranges and tests for emptiness are written with a unary plus, which keeps SQLite from using an index for them: rows are wanted in
/// the order of their ids, and a range that keeps many rows is read faster from the table than through an index and a sort.
/// Equality may use an index, and so may a range of the field that rows are ordered by.
enum PredicateSQL {
    /// - Parameters:
    ///   - leading: what the rows are ordered by, if not by their ids.
    ///   - column: names the column of a path.
    static func condition(_ predicate: Predicate, orderedBy leading: FieldPath? = nil, column: (FieldPath) -> String) -> SQLFragment {
        switch predicate {
        case .constant(let value): return SQLFragment(text: value ? "1" : "0")
        case .test(let path, .isWithin(let lower, let upper)):
            return range(from: lower, to: upper, of: (path == leading ? "" : "+") + column(path))
        case .test(let path, let test): return condition(test, on: column(path), isText: path.field.storedForm == .text)
        case .every(let members):
            return group(members.map { condition($0, orderedBy: leading, column: column) }, by: " AND ", ofNone: "1")
        case .any(let members):
            return group(members.map { condition($0, orderedBy: leading, column: column) }, by: " OR ", ofNone: "0")
        }
    }

    private static func range(from lower: Int64?, to upper: Int64?, of column: String) -> SQLFragment {
        switch (lower, upper) {
        case (let lower?, let upper?):
            SQLFragment(text: "\(column) BETWEEN ? AND ?", bindings: [.integer(lower), .integer(upper)])
        case (let lower?, nil): SQLFragment(text: "\(column) >= ?", bindings: [.integer(lower)])
        case (nil, let upper?): SQLFragment(text: "\(column) <= ?", bindings: [.integer(upper)])
        case (nil, nil): SQLFragment(text: "\(column) IS NOT NULL")
        }
    }

    private static func group(_ members: [SQLFragment], by separator: String, ofNone: String) -> SQLFragment {
        guard !members.isEmpty else { return SQLFragment(text: ofNone) }
        // SQLite's parser has room for few parentheses inside one another, so none are spent on a single member.
        if members.count == 1 { return members[0] }
        var fragment = SQLFragment.joined(members, by: separator)
        fragment.text = "(\(fragment.text))"
        return fragment
    }

    private static func condition(_ test: FieldTest, on column: String, isText: Bool) -> SQLFragment {
        let collated = isText ? "\(column) COLLATE \(TextCollation.name)" : column
        switch test {
        case .isEmpty: return SQLFragment(text: "+\(column) IS NULL")
        case .isPresent: return SQLFragment(text: "+\(column) IS NOT NULL")
        case .equals(let value): return SQLFragment(text: "\(collated) = ?", bindings: [value])
        case .differs(let value): return SQLFragment(text: "\(collated) <> ?", bindings: [value])
        case .isAmong(let values): return SQLFragment(text: "\(collated) IN (\(marks(values)))", bindings: values)
        case .isNotAmong(let values): return SQLFragment(text: "\(collated) NOT IN (\(marks(values)))", bindings: values)
        case .isWithin(let lower, let upper): return range(from: lower, to: upper, of: "+\(column)")
        case .isOutside(let lower, let upper):
            return SQLFragment(text: "+\(column) NOT BETWEEN ? AND ?", bindings: [.integer(lower), .integer(upper)])
        case .matches(let match, let text):
            return SQLFragment(text: "\(TextFunction.name)(?, \(column), ?)", bindings: bindings(match, text))
        case .matchesNot(let match, let text):
            return SQLFragment(
                text: "(\(column) IS NOT NULL AND NOT \(TextFunction.name)(?, \(column), ?))", bindings: bindings(match, text))
        }
    }

    private static func marks(_ values: [StoredValue]) -> String {
        Array(repeating: "?", count: values.count).joined(separator: ", ")
    }

    private static func bindings(_ match: TextMatch, _ text: String) -> [StoredValue] {
        [.integer(Int64(match.rawValue)), .text(TextMatcher.prepared(text, for: match))]
    }
}
