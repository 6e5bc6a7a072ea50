public import BulkModel
import BulkStore

/// What a caller may know of its organisation's modules; scopes are looked at before. (platform specification, sections 9 to 12)
extension Engine {
    /// All modules with their fields and layouts, the pseudo-module of users among them.
    public func schema(of caller: Caller) async throws -> Schema {
        try await caller.store.schema()
    }

    /// The views of a module that the caller may see, by id.
    public func views(of module: Module, for caller: Caller) async throws -> [CustomView] {
        try await caller.store.views(of: module.apiName).filter { $0.isVisible(to: caller.user) }
    }
}
