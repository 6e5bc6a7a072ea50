public import BulkModel

/// The modules, fields and views of an organisation, and the tables behind them.
public protocol SchemaStore: Sendable {
    /// The schema as it is now; cheap to ask for.
    func schema() async throws -> Schema

    /// Makes changes in one transaction: all of them or none. Existing records survive whatever isn't about their own values.
    /// - Parameter version: of the schema that the changes were thought out for; nil for changes that are right for any.
    /// - Throws: ``StoreError/unusableName(_:)``, ``StoreError/schemaChanged``, ``StoreError/valuesCollide(field:module:records:)``.
    func apply(_ changes: [SchemaChange], basedOn version: Int?) async throws
}

extension SchemaStore {
    /// Makes changes that are right for any schema.
    public func apply(_ changes: [SchemaChange]) async throws {
        try await apply(changes, basedOn: nil)
    }
}

/// A step from one schema to the next.
public enum SchemaChange: Hashable, Sendable {
    /// A module with its fields and their ids.
    case addModule(Module)
    /// All of a module but its API name, its id and its fields.
    case updateModule(Module)
    /// A module, its records and its views.
    case removeModule(String)
    /// A field at the end of a module.
    case addField(Field, module: String)
    /// All of a field but its API name, its id and its stored form. Values are looked through if it becomes unique; auto-numbers count
    /// from a new start as soon as it is another.
    case updateField(Field, module: String)
    /// A field and its values.
    case removeField(String, module: String)
    /// A layout behind those a module has.
    case addLayout(Layout, module: String)
    /// Values at the end of a field's list; those it has are left out, retired ones are back.
    case addPickListValues([String], field: String, module: String)
    case addView(CustomView)
    /// All of a view but its id and its module.
    case updateView(CustomView)
    case removeView(ObjectID)
}
