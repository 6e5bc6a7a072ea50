import BulkModel

/// A lookup whose cells name records in the terms of another of their fields. (bulk write specification, section 7.4)
final class LookupColumn: Sendable {
    /// Position among the lookups of the plan.
    let position: Int
    /// Column of the batch.
    let column: Int
    let mapping: Int
    /// The modules the lookup may lead to, each with the field that cells are compared with.
    let targets: [Target]
    /// For keys that are no text.
    let reader: ValueReader?
    /// Whether the job itself may change which record a cell names.
    let leadsHome: Bool

    struct Target: Sendable {
        let module: Module
        let key: Field
    }

    init(position: Int, column: Int, mapping: Int, targets: [Target], reader: ValueReader?, leadsHome: Bool) {
        self.position = position
        self.column = column
        self.mapping = mapping
        self.targets = targets
        self.reader = reader
        self.leadsHome = leadsHome
    }
}
