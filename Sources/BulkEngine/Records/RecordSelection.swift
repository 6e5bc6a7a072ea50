import BulkModel
import BulkStore

/// Which fields of a module are told, and the columns of a scan that tell them: lookups are told by the names of what they lead to, so
/// these are joined.
struct RecordSelection {
    let module: Module
    let fields: [Field]
    let areChosen: Bool
    /// What to scan.
    private(set) var columns: [FieldPath] = []
    /// For each field, where in a row its value is.
    private var sources: [Source] = []
    private var stateColumns = (converted: Int?.none, locked: Int?.none)

    /// Where the value of a field comes from; numbers are positions of columns.
    private enum Source {
        /// Nothing of it lies with the record.
        case nothing
        case column(Int)
        case lookup(id: Int, name: Int?, email: Int?, others: [OtherColumn])
        /// A lookup to several modules: which one has the record is found out afterwards.
        case lookupToSeveral(Int)
        case layout(Int)
    }

    private typealias OtherColumn = (field: Field, position: Int)

    /// Fields of products that line items tell along with their product. (platform specification, section 14.4)
    private static let productFields = ["Product_Code", "Qty_in_Stock"]

    /// - Parameter areChosen: see ``RecordSet/areChosen``.
    init(_ fields: [Field], of module: Module, areChosen: Bool = false, schema: Schema) {
        self.module = module
        self.fields = fields
        self.areChosen = areChosen
        if let id = module.field(named: "id") { _ = column(of: FieldPath(field: id)) }
        stateColumns.converted = module.field(named: "Converted__s").map { column(of: FieldPath(field: $0)) }
        stateColumns.locked = module.field(named: "Locked__s").map { column(of: FieldPath(field: $0)) }
        sources = fields.map { source(of: $0, schema) }
    }

    /// The position of a column, which is added if it isn't there.
    mutating func column(of path: FieldPath) -> Int {
        if let position = columns.firstIndex(where: { $0.name == path.name }) { return position }
        columns.append(path)
        return columns.count - 1
    }

    private mutating func source(of field: Field, _ schema: Schema) -> Source {
        guard field.storedForm != .none else { return .nothing }
        let position = column(of: FieldPath(field: field))
        guard field.storedForm == .reference else { return .column(position) }
        if field.dataType == .layout { return .layout(position) }
        if case .modules? = field.lookup { return .lookupToSeveral(position) }
        guard let target = schema.target(of: field) else { return .column(position) }
        let isUser = field.lookup == .users
        let name = isUser ? target.field(named: "full_name") : target.displayName
        return .lookup(
            id: position, name: name.map { column(of: FieldPath(lookups: [field], field: $0)) },
            email: isUser ? target.field(named: "email").map { column(of: FieldPath(lookups: [field], field: $0)) } : nil,
            others: productColumns(behind: field, target))
    }

    private mutating func productColumns(behind lookup: Field, _ target: Module) -> [OtherColumn] {
        guard module.generatedType == .subform, target.apiName == "Products" else { return [] }
        return Self.productFields.compactMap { target.field(named: $0) }.map {
            ($0, column(of: FieldPath(lookups: [lookup], field: $0)))
        }
    }

    // MARK: Reading

    /// - Parameter row: of a scan of ``columns``.
    func record(_ row: StoredRow) -> Record {
        var record = Record(id: ObjectID(row[0]?.integer ?? 0), values: sources.map { value(of: $0, in: row) })
        record.state.isConverted = stateColumns.converted.flatMap { row[$0]?.integer } == 1
        record.state.isLocked = stateColumns.locked.flatMap { row[$0]?.integer } == 1
        return record
    }

    private func value(of source: Source, in row: StoredRow) -> RecordValue {
        switch source {
        case .nothing: return .stored(nil)
        case .column(let position): return .stored(row[position])
        case .lookupToSeveral(let position):
            return .reference(row[position]?.integer.map { RecordReference(id: ObjectID($0), name: nil) })
        case .layout(let position): return .reference(layout(row[position]))
        case .lookup(let position, let name, let email, let others):
            guard let id = row[position]?.integer else { return .reference(nil) }
            var reference = RecordReference(
                id: ObjectID(id), name: name.flatMap { row[$0]?.text }, email: email.flatMap { row[$0]?.text })
            reference.others = others.map { RecordReference.Other(field: $0.field, value: row[$0.position]) }
            return .reference(reference)
        }
    }

    /// A record whose layout isn't stored has the one that all begin with.
    private func layout(_ value: StoredValue?) -> RecordReference? {
        let layouts = module.allLayouts
        let layout = value?.integer.flatMap { id in layouts.first { $0.id.rawValue == id } } ?? layouts.first
        return layout.map { RecordReference(id: $0.id, name: $0.name) }
    }
}
