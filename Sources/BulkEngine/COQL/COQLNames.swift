import BulkModel

/// Finds the fields that a query names. (platform specification, section 15)
struct COQLNames {
    let schema: Schema
    /// The base module.
    let module: Module

    /// - Parameter name: dotted, with arrows where a lookup leads to several modules, and `!` before the base module's name where a field
    ///   has that name too.
    /// - Throws: `INVALID_QUERY`.
    func path(_ name: String) throws -> FieldPath {
        guard let path = try? schema.path(try plainName(name), from: module, choosesModules: true) else {
            throw BulkError.invalidColumn(name)
        }
        guard path.field.isSelectable else {
            throw BulkError.invalidColumn(name, reason: "the field's values are records or files of their own")
        }
        return path
    }

    /// The module that a path's field belongs to.
    func module(of path: FieldPath) -> Module {
        path.lookups.last.flatMap(schema.target) ?? module
    }

    private func plainName(_ name: String) throws -> String {
        guard name.hasPrefix("!") else { return name }
        let base = "!\(module.apiName)."
        guard name.hasPrefix(base) else { throw BulkError.invalidColumn(name) }
        return String(name.dropFirst(base.count))
    }
}
