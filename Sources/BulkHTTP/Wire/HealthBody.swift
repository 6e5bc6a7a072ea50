import BulkEngine
import BulkModel

/// How the server is, for balancers, supervisors and clients that want to know whom they talk to.
enum HealthBody {
    /// The process answers; nothing else is said.
    static let live: JSONValue = body(isReady: true)

    static func body(_ report: HealthReport) -> JSONValue {
        var object = body(isReady: report.isReady).object ?? JSONObject()
        object["checks"] = .object(
            JSONObject(
                report.checks.map { check in
                    let outcome: JSONValue = check.problem.map { ["status": "failed", "message": .string($0)] } ?? ["status": "ok"]
                    return (check.name, outcome)
                }))
        return .object(object)
    }

    private static func body(isReady: Bool) -> JSONValue {
        ["name": "Longshore", "status": isReady ? "ok" : "unavailable", "version": .string(Release.version)]
    }
}
