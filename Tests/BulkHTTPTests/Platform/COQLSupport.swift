import BulkModel
import BulkTesting
import HTTPTypes
import Testing

extension AppTester {
    /// Sends a query with a token for all modules.
    func coql(_ query: String, version: String = "v8", user: Int64 = ReadFixture.patricia) async throws -> Answer {
        try await coql(body: ["select_query": .string(query)], version: version, user: user)
    }

    func coql(
        body: JSONValue, version: String = "v8", scopes: String = "ZohoCRM.coql.READ,ZohoCRM.modules.ALL",
        user: Int64 = ReadFixture.patricia
    ) async throws -> Answer {
        try await send(
            .post, "/crm/\(version)/coql", body: body.description, token: try await token(scopes: scopes, user: user))
    }

    /// The values of one column.
    func column(_ key: String, of query: String, version: String = "v8") async throws -> [JSONValue] {
        let answer = try await coql(query, version: version)
        if answer.status == 204 { return [] }
        guard answer.status == 200, let rows = answer.json["data"]?.array else { throw UnexpectedAnswer(answer: answer) }
        return rows.map { $0[key] ?? "nothing of that name" }
    }

    /// The records a condition selects, by the last digits of their ids.
    func ids(_ module: String, where condition: String, version: String = "v8") async throws -> [String] {
        try await column("id", of: "select id from \(module) where \(condition)", version: version)
            .map { String(($0.string ?? "").suffix(3)) }
    }
}
