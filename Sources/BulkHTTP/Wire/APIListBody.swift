import BulkEngine
import BulkModel
import HTTPTypes

/// The calls there are as `GET /crm/{version}/__apis` lists them: by path, with the modules' names where a call is about records.
/// (platform specification, section 6.2)
enum APIListBody {
    /// One method of one path.
    struct Call {
        let path: String
        let method: String
        /// The scope that says best what the call is about; others may be needed besides.
        let scope: String
        let cost: CallCost
        /// API name of the standard module that the call is about, or `custom`; nil if it is about none.
        let module: String?
    }

    /// What stands for all modules that users have made.
    static let customModules = "custom"

    private static let modulePath = "/crm/{version}/{module}"
    private static let moduleScope = "ZohoCRM.modules."

    /// The calls of routes, in their order, as far as the version has them.
    static func calls(of routes: [Route], version: APIVersion, schema: Schema) -> [Call] {
        routes.flatMap { route -> [Call] in
            guard route.path.hasPrefix("/crm/"), route.ability.map(version.has) ?? true, let scope = OpenAPIDescription.scope(of: route)
            else { return [] }
            let isAboutRecords = route.path == modulePath || route.path.hasPrefix(modulePath + "/")
            guard isAboutRecords else { return [call(route, version, scope: scope, module: nil)] }
            let standard = schema.modules.filter { $0.generatedType == .default }.map { (name: $0.apiName, scopeName: $0.scopeName) }
            return (standard + [(name: customModules, scopeName: customModules)]).map { module in
                call(
                    route, version, scope: scope.replacing(moduleScope, with: moduleScope + module.scopeName + "."), module: module.name)
            }
        }
    }

    private static func call(_ route: Route, _ version: APIVersion, scope: String, module: String?) -> Call {
        let segments = route.path.split(separator: "/").map { segment in
            switch segment {
            case "{version}": version.rawValue
            case "{module}": module == customModules ? "{{module}}" : module ?? "{{module}}"
            case let segment where segment.hasPrefix("{"): "{{id}}"
            default: String(segment)
            }
        }
        return Call(
            path: "/" + segments.joined(separator: "/"), method: route.method.rawValue, scope: scope, cost: route.cost,
            module: module)
    }

    /// One element for each path.
    static func body(_ calls: [Call]) -> JSONValue {
        var paths: [String] = []
        var operations: [String: [JSONValue]] = [:]
        for call in calls {
            if operations[call.path] == nil { paths.append(call.path) }
            operations[call.path, default: []].append([
                "method": .string(call.method), "oauth_scope": .string(call.scope), "max_credits": .integer(call.cost.mostCredits),
                "min_credits": .integer(call.cost.credits),
            ])
        }
        return .array(paths.map { ["path": .string($0), "operation_types": .array(operations[$0] ?? [])] })
    }
}
