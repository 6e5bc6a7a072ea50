import BulkModel

/// The values of a picklist field when a job begins. (bulk write specification, section 8.1)
final class PickList: Sendable {
    let field: Field
    /// Position among the picklists of the plan.
    let position: Int
    let values: PickListValues
    /// Whether values beyond the list are refused.
    let isClosed: Bool

    static let separator = UInt8(ascii: ";")

    init(_ field: Field, isClosed: Bool, position: Int = 0) {
        self.field = field
        self.isClosed = isClosed
        self.position = position
        values = PickListValues(field.pickListValues)
    }
}

/// Values, and what stands for them: the same spelling, or one that differs in letter case only.
struct PickListValues: Sendable {
    private var known = KeyTable(capacity: 64)
    private var values: [[UInt8]] = []
    /// The number of the value that a folded spelling stands for.
    private var folded: [[UInt8]: Int] = [:]

    init(_ values: [String]) {
        for value in values { add(Array(value.utf8)) }
    }

    /// Nil for a text that stands for none.
    func value(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if let number = known.number(of: text) { return values[number] }
        return folded[CaseFolding.folded(text)].map { values[$0] }
    }

    mutating func add(_ value: [UInt8]) {
        let (number, isNew) = value.withUnsafeBufferPointer { known.insert($0) }
        guard isNew else { return }
        values.append(value)
        let key = CaseFolding.folded(value)
        if folded[key] == nil { folded[key] = number }
    }
}
