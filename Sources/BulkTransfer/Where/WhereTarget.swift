import BulkClient
import BulkFormats

/// What a comparison is about.
struct WhereTarget {
    /// As the server knows it, dots included.
    var name: String
    var family: WhereFamily
    /// Nil if it isn't described.
    var field: FieldDescription?

    /// For a lookup: the field of the other module that is its name.
    var nameHint: String? {
        guard let module = field?.lookupModule else { return nil }
        return "\(name).\(OtherNames.displayField(of: module))"
    }
}

extension WhereWork {
    /// - Parameter isInner: whether the module was named before the field already.
    func target(of comparison: FilterComparison, isInner: Bool = false) throws(WhereFailure) -> WhereTarget {
        let name = comparison.name
        if name == "$converted" { return WhereTarget(name: name, family: .boolean) }
        if let field = try field(name, comparison, in: names) { return try target(field, comparison) }
        guard let dot = name.firstIndex(of: ".") else { throw unknown(name, comparison, in: names, of: compiler.module) }
        let base = name[..<dot].trimmingBlanks()
        let rest = name[name.index(after: dot)...].trimmingBlanks()
        guard let lookup = try field(base, comparison, in: names) else {
            guard !isInner, NameKey.folded(base) == NameKey.folded(compiler.module) else {
                throw unknown(base, comparison, in: names, of: compiler.module)
            }
            // The module itself may be named before its fields.
            var inner = comparison
            inner.name = rest
            return try target(of: inner, isInner: true)
        }
        guard lookup.isLookup else {
            throw failure("\(lookup.apiName) is no lookup, so nothing can follow a dot", at: comparison.namePlace)
        }
        return try target(rest, of: lookup, comparison)
    }

    private func target(_ field: FieldDescription, _ comparison: FilterComparison) throws(WhereFailure) -> WhereTarget {
        guard let family = WhereFamily(field) else {
            throw failure("records can't be filtered by \(field.apiName), which is of the type \(field.dataType)", at: comparison.namePlace)
        }
        return WhereTarget(name: field.apiName, family: family, field: field)
    }

    /// A field that is reached through a lookup.
    private func target(
        _ name: String, of lookup: FieldDescription, _ comparison: FilterComparison
    ) throws(WhereFailure) -> WhereTarget {
        if NameKey.folded(name) == FieldResolver.id {
            return WhereTarget(name: "\(lookup.apiName).id", family: .reference(isUser: false))
        }
        if lookup.isUserLookup {
            let users = FieldNames(Self.userFields)
            guard let field = try field(name, comparison, in: users) else { throw unknown(name, comparison, in: users, of: "a user") }
            return WhereTarget(name: "\(lookup.apiName).\(field.apiName)", family: .text, field: field)
        }
        guard let module = lookup.lookupModule, let described = compiler.relatedFields[module] else {
            let isName = !name.isEmpty && name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
            guard isName else {
                throw failure("\(name) can't be the name of a field behind \(lookup.apiName)", at: comparison.namePlace)
            }
            return WhereTarget(name: "\(lookup.apiName).\(name)", family: .unknown)
        }
        let related = FieldNames(described)
        guard let field = try field(name, comparison, in: related) else { throw unknown(name, comparison, in: related, of: module) }
        var target = try target(field, comparison)
        target.name = "\(lookup.apiName).\(field.apiName)"
        return target
    }

    /// - Returns: nil if none has the name.
    private func field(
        _ name: String, _ comparison: FilterComparison, in names: FieldNames
    ) throws(WhereFailure) -> FieldDescription? {
        let levels: [FieldNames.Closeness] = comparison.isQuoted ? FieldNames.Closeness.allCases : [.apiName, .apiNameInOtherCase]
        for level in levels {
            let found = names.named(name, level)
            guard found.count > 1 else {
                if let field = found.first { return field }
                continue
            }
            let list = found.map(\.apiName).joined(separator: " or ")
            throw failure("\"\(name)\" could be \(list)", at: comparison.namePlace, hint: "write the API name")
        }
        return nil
    }

    private func unknown(_ name: String, _ comparison: FilterComparison, in names: FieldNames, of owner: String) -> WhereFailure {
        failure("\(owner) has no field \(name)", at: comparison.namePlace, hint: names.question(for: name))
    }

    /// What can follow the dot behind a user. (bulk read specification, section 3.3)
    private static let userFields = ["id", "first_name", "last_name", "full_name", "email"].map {
        FieldDescription(apiName: $0, label: $0, dataType: "text")
    }
}
