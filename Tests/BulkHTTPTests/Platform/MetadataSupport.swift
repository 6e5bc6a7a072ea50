import BulkModel
import BulkTesting
import HTTPTypes

extension AppTester {
    /// Asks for metadata with a token for all of it.
    func settings(_ path: String, version: String = "v8", user: Int64 = ReadFixture.patricia) async throws -> Answer {
        try await send(
            .get, "/crm/\(version)/settings/\(path)", token: try await token(scopes: "ZohoCRM.settings.ALL", user: user))
    }
}

extension AppTester {
    /// Sends a change of metadata with a token for all of it.
    func change(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, version: String = "v8",
        user: Int64 = ReadFixture.patricia, scopes: String = "ZohoCRM.settings.ALL"
    ) async throws -> Answer {
        try await send(
            method, "/crm/\(version)/settings/\(path)", body: body?.description, token: try await token(scopes: scopes, user: user))
    }

    /// Makes a field that must be accepted.
    /// - Returns: its id.
    @discardableResult
    func makeField(_ field: JSONValue, of module: String, user: Int64 = ReadFixture.patricia) async throws -> String {
        let answer = try await change(.post, "fields?module=\(module)", ["fields": [field]], user: user)
        guard answer.status == 201, let id = answer.json["fields"]?[0]?["details"]?["id"]?.string else {
            throw UnexpectedAnswer(answer: answer)
        }
        return id
    }

    /// Makes a custom module that must be accepted, with the organisation's first profile.
    @discardableResult
    func makeModule(_ singular: String, _ plural: String, _ more: [(String, JSONValue)] = []) async throws -> String {
        let module = JSONObject(
            [
                ("singular_label", .string(singular)), ("plural_label", .string(plural)), ("profiles", [["id": .string(administrators)]]),
            ] + more)
        let answer = try await change(.post, "modules", ["modules": [.object(module)]])
        guard answer.status == 201, let id = answer.json["modules"]?[0]?["details"]?["id"]?.string else {
            throw UnexpectedAnswer(answer: answer)
        }
        return id
    }

    /// The id of the profile Administrator.
    var administrators: String { ObjectID(prefix: organization.prefix, sequence: 26_011).description }

    /// A field as metadata shows it.
    func madeField(_ name: String, of module: String, version: String = "v8", user: Int64 = ReadFixture.patricia) async throws -> JSONValue?
    {
        try await settings("fields?module=\(module)", version: version, user: user).json["fields"]?.element(
            where: "api_name", is: .string(name))
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
