/// A field reached from a base module through at most two lookups: `Last_Name`, `Account_Name.Owner.last_name`.
public struct FieldPath: Hashable, Sendable {
    /// The lookups passed on the way, in order; empty for a field of the base module.
    public var lookups: [Field]
    public var field: Field
    /// The dotted name as it heads the column of an export; a leading base module is gone.
    public var name: String

    public init(lookups: [Field] = [], field: Field, name: String? = nil) {
        self.lookups = lookups
        self.field = field
        self.name = name ?? (lookups.map(\.apiName) + [field.apiName]).joined(separator: ".")
    }

    /// How many dots a path may have. The service publishes no number; this one is adopted.
    /// (bulk read specification, section 3.4)
    public static let maximumDots = 2
}

extension Schema {
    /// Why a dotted name leads nowhere.
    public enum PathProblem: Error, Equatable {
        /// No such field, at any step of the path.
        case unavailable
        /// A dot after something that is no single-value lookup, or a path that is too deep.
        case notALookup
    }

    /// Follows a dotted name from a module.
    ///
    /// A leading base-module segment is stripped, as the documents allow (`Contacts.Account_Name.Phone`).
    /// - Parameter choosesModules: whether a lookup to several modules may say in which of them the path goes on
    ///   (`What_Id->Leads.Last_Name`).
    /// - Throws: ``PathProblem``.
    public func path(_ name: String, from base: Module, choosesModules: Bool = false) throws(PathProblem) -> FieldPath {
        var steps = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if steps.count > 1, steps[0] == base.apiName, base.field(named: steps[0]) == nil {
            steps.removeFirst()
        }
        guard steps.count <= FieldPath.maximumDots + 1 else { throw .notALookup }
        var lookups: [Field] = []
        var module = base
        for step in steps.dropLast() {
            guard let lookup = choosesModules ? module.lookup(choosing: step) : module.field(named: step) else { throw .unavailable }
            guard lookup.dataType.isSingleValueLookup, lookup.isExportable else { throw .notALookup }
            guard let target = target(of: lookup) else {
                // A lookup to several modules gives its id and nothing else.
                guard steps.last == "id", lookups.count + 2 == steps.count else { throw .notALookup }
                return FieldPath(lookups: lookups, field: lookup, name: steps.joined(separator: "."))
            }
            lookups.append(lookup)
            module = target
        }
        guard let field = module.selectableField(named: steps[steps.count - 1]) else { throw .unavailable }
        return FieldPath(lookups: lookups, field: field, name: steps.joined(separator: "."))
    }
}

extension Module {
    /// The lookup of a step that may have an arrow.
    fileprivate func lookup(choosing step: String) -> Field? {
        let parts = step.split(separator: "->", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return field(named: step) }
        guard var lookup = field(named: parts[0]), case .modules(let names)? = lookup.lookup, names.contains(parts[1]) else { return nil }
        lookup.lookup = .chosenModule(parts[1])
        return lookup
    }

    /// The field a request may name: one of the module's own, or `$converted`, the older name of `Converted__s`.
    public func selectableField(named name: String) -> Field? {
        if name == "$converted" { return field(named: "Converted__s") }
        return field(named: name)
    }
}
