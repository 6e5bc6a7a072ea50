public import BulkModel

/// The modules and fields of an organisation, and the tables behind them.
public protocol SchemaStore: Sendable {
    /// The schema as it is now; cheap to ask for.
    func schema() async throws -> Schema

    /// Makes changes in one transaction: all of them or none. Existing records survive.
    /// - Throws: ``StoreError/unusableName(_:)``.
    func apply(_ changes: [SchemaChange]) async throws
}

/// A step by which a schema grows.
public enum SchemaChange: Hashable, Sendable {
    /// A module with its fields and their ids.
    case addModule(Module)
    /// A field at the end of a module.
    case addField(Field, module: String)
    /// A layout behind those a module has.
    case addLayout(Layout, module: String)
    /// Values at the end of a field's list; those it has are left out.
    case addPickListValues([String], field: String, module: String)
}
