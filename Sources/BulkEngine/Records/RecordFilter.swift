import BulkModel
import BulkStore

/// Which records of a module a list, a search or a count is about.
struct RecordFilter {
    var predicates: [Predicate] = []
    var approval: Approval?

    var predicate: Predicate { predicates.count == 1 ? predicates[0] : predicates.isEmpty ? .constant(true) : .every(predicates) }

    /// Whether converted records are wanted. Modules whose records can't be converted have none.
    mutating func addConversion(_ choice: Choice, of module: Module) {
        guard choice != .both else { return }
        guard let field = module.field(named: "Converted__s") else {
            if choice == .yes { predicates.append(.constant(false)) }
            return
        }
        let path = FieldPath(field: field)
        let isConverted = Predicate.test(path, .equals(.integer(1)))
        let isNot = Predicate.any([.test(path, .isEmpty), .test(path, .equals(.integer(0)))])
        predicates.append(choice == .yes ? isConverted : isNot)
    }

    /// Whether approved records are wanted.
    mutating func addApproval(_ choice: Choice) {
        switch choice {
        case .yes: approval = .approved
        case .no: approval = .waiting
        case .both: approval = nil
        }
    }

    /// A parameter of three values.
    enum Choice: String, CaseIterable {
        case yes = "true"
        case no = "false"
        case both

        /// - Throws: `INVALID_DATA`.
        init?(_ text: String?, parameter: String) throws {
            guard let text else { return nil }
            guard let choice = Self(rawValue: text.lowercased()) else {
                throw BulkError.invalidParameter(parameter, supported: Self.allCases.map(\.rawValue))
            }
            self = choice
        }
    }
}
