import BulkFormats
import BulkModel
import BulkStore

extension Engine {
    /// What turns criteria of a caller's into predicates.
    func compiler(
        of module: Module, _ schema: Schema, _ version: APIVersion, for caller: Caller
    ) async throws -> CriterionCompiler {
        CriterionCompiler(
            schema: schema, module: module, limits: limits, quirks: quirks, version: version, users: try await caller.store.users(),
            offsets: UTCOffsets.cached(named: caller.user.timeZone))
    }
}
