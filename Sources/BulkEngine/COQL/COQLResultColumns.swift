import BulkModel

/// Lays the columns of a result out in the rows that a store gives.
struct COQLResultColumns {
    let names: COQLNames
    /// Whether lookups have a name besides their id.
    let tellsNames: Bool
    private(set) var columns: [COQLResult.Column] = []

    init(names: COQLNames, tellsNames: Bool) {
        self.names = names
        self.tellsNames = tellsNames
    }

    /// - Parameter element: what a store is asked for to have a term.
    /// - Returns: what a store is asked for, each once.
    mutating func place<Element: Hashable>(_ selection: COQLSelection, as element: (COQLTerm) -> Element) -> [Element] {
        var elements: [Element] = []
        func place(of term: COQLTerm) -> Int {
            let wanted = element(term)
            if let place = elements.firstIndex(of: wanted) { return place }
            elements.append(wanted)
            return elements.count - 1
        }
        for column in selection.columns {
            let path = column.term.path
            let module = names.module(of: path)
            var result = COQLResult.Column(
                key: column.key, field: column.term.resultField, place: place(of: column.term),
                source: COQLResult.Source(field: path.field, module: module))
            if tellsNames, !column.term.isAggregate, path.field.storedForm == .reference {
                result.namePlace = namePath(behind: path).map { place(of: .field($0)) }
                if path.field.dataType == .layout {
                    result.layouts = Dictionary(module.allLayouts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
                }
            }
            columns.append(result)
        }
        return elements
    }

    /// The path of the name of what a lookup leads to; nil for one that may lead to several modules. Users are called by their last
    /// names. (platform specification, section 15)
    private func namePath(behind path: FieldPath) -> FieldPath? {
        guard let target = names.schema.target(of: path.field) else { return nil }
        let name = target.apiName == Module.usersName ? target.field(named: "last_name") : target.displayName
        guard let name, name.storedForm == .text else { return nil }
        return FieldPath(lookups: path.lookups + [path.field], field: name)
    }
}
