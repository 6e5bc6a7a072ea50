import BulkModel
import BulkTesting

extension AppTester {
    /// Asks for metadata with a token for all of it.
    func settings(_ path: String, version: String = "v8", user: Int64 = ReadFixture.patricia) async throws -> Answer {
        try await send(
            .get, "/crm/\(version)/settings/\(path)", token: try await token(scopes: "ZohoCRM.settings.ALL", user: user))
    }
}

extension JSONValue {
    /// The names of an object's members, in their order.
    var names: [String] { object?.members.map(\.name) ?? [] }

    /// The element of an array whose member has that value.
    func element(where name: String, is value: JSONValue) -> JSONValue? {
        array?.first { $0[name] == value }
    }
}

/// Every version there is.
let allVersions = APIVersion.allCases.map(\.rawValue)
