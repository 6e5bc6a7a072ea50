import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials
import Hummingbird

/// A request to the platform's APIs, whose sender may make it. (platform specification, section 5)
struct PlatformCall {
    let engine: Engine
    let caller: Caller
    let version: APIVersion
    let schema: Schema
    private let request: Request
    private let parameters: FormParameters

    /// - Parameters:
    ///   - scope: what the token must be allowed to do something with.
    ///   - operation: what that is.
    /// - Throws: `AUTHENTICATION_FAILURE`, `INVALID_TOKEN`, `OAUTH_SCOPE_MISMATCH`.
    init(
        _ request: Request, _ context: BasicRequestContext, engine: Engine, scope: String, operation: ScopeSet.Operation = .read
    ) async throws {
        try await self.init(request, context, engine: engine, operation: operation) { _ in [scope] }
    }

    /// - Parameters:
    ///   - operation: what the token must be allowed to do with each of the scopes.
    ///   - scopes: what those are, which may depend on the organisation's modules.
    /// - Throws: `AUTHENTICATION_FAILURE`, `INVALID_TOKEN`, `OAUTH_SCOPE_MISMATCH`.
    init(
        _ request: Request, _ context: BasicRequestContext, engine: Engine, operation: ScopeSet.Operation,
        scopes: (Schema) -> [String]
    ) async throws {
        self.engine = engine
        version = try context.version
        caller = try await engine.caller(of: request)
        schema = try await engine.schema(of: caller)
        for scope in scopes(schema) where !caller.scopes.allows(scope, operation) { throw BulkError.platformScopeMismatch }
        self.request = request
        parameters = FormParameters(query: request.uri.query)
    }

    /// What bodies go by.
    var context: MetadataContext {
        MetadataContext(version: version, schema: schema, profiles: ProfileReference.standard(prefix: caller.organization.prefix))
    }

    /// A parameter's value; nil if it is missing or empty.
    func parameter(_ name: String) -> String? {
        let value = parameters[name]
        return value.isEmpty ? nil : value
    }

    /// The time of the header `If-Modified-Since`, in UTC seconds; it comes in ISO 8601, as official clients write it.
    /// - Throws: `INVALID_DATA` for what is no time: passed over, it would mean everything.
    var modifiedSince: Int64? {
        get throws { try HeaderTime.seconds(of: .ifModifiedSince, in: request, for: caller) }
    }

    /// The body as JSON, whatever the content type says: official clients send records without one.
    /// - Throws: `INVALID_DATA` for anything but an object.
    func body() async throws -> JSONObject {
        let bytes = Array(try await request.body.collect(upTo: engine.limits.requestBodySize).readableBytesView)
        guard let object = (try? JSONValue(parsing: bytes))?.object else { throw BulkError.unreadableBody }
        return object
    }

    /// The module that the parameter of that name tells.
    /// - Parameter key: what the endpoint calls a parameter in its errors.
    /// - Throws: `REQUIRED_PARAM_MISSING`, `INVALID_MODULE`.
    func module(key: String = "param_name") throws -> Module {
        guard let name = parameter("module") else { throw BulkError.requiredParamMissing("module", key: key) }
        guard let module = schema.module(named: name), module.generatedType != .pseudo else {
            throw BulkError.invalidModule(parameter: "module", version: version)
        }
        return module
    }

    /// Where the id or name of an object stands in the path, counted behind the version.
    static let objectSegment = 2

    /// An id there is nothing of.
    var invalidID: BulkError { .invalidID(segment: Self.objectSegment, version: version) }
}
