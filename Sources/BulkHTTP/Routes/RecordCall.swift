import BulkEngine
import BulkModel
import Hummingbird

/// A request about the records of the module that its path names. (platform specification, section 5)
struct RecordCall {
    let call: PlatformCall
    let module: Module

    /// Where the module and the record stand in the path, counted behind the version.
    static let moduleSegment = 0
    static let recordSegment = 1

    /// Checks in the documented order: token, scopes, module.
    /// - Parameters:
    ///   - operation: what the token must be allowed to do with the module's records and with the other scopes.
    ///   - otherScopes: which the token needs besides.
    /// - Throws: `AUTHENTICATION_FAILURE`, `INVALID_TOKEN`, `OAUTH_SCOPE_MISMATCH`, `INVALID_MODULE`.
    init(
        _ request: Request, _ context: BasicRequestContext, engine: Engine, operation: ScopeSet.Operation, otherScopes: [String] = []
    ) async throws {
        let name = try context.parameters.require("module")
        call = try await PlatformCall(request, context, engine: engine, operation: operation) { schema in
            // A module that there isn't counts as a custom one.
            ["ZohoCRM.modules.\(schema.module(named: name)?.scopeName ?? "custom")"] + otherScopes
        }
        guard let module = call.schema.module(named: name), module.generatedType != .pseudo else {
            throw BulkError.invalidModule(segment: Self.moduleSegment, version: call.version)
        }
        self.module = module
    }

    /// A text that can be the id of no record.
    var invalidID: BulkError { .invalidID(segment: Self.recordSegment, version: call.version) }
}
