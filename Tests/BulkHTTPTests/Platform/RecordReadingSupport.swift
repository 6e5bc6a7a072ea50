import BulkModel
import BulkStore
import BulkTesting
import HTTPTypes

extension AppTester {
    /// Asks for records.
    /// - Parameters:
    ///   - path: behind the version, as `Leads?fields=Last_Name`.
    ///   - since: the header `If-Modified-Since`.
    func records(_ path: String, version: String = "v8", since: String? = nil, token other: String? = nil) async throws -> Answer {
        var headers = HTTPFields()
        headers[.authorization] = "Zoho-oauthtoken \(other ?? token)"
        if let since { headers[.ifModifiedSince] = since }
        return try await send(.get, "/crm/\(version)/\(path)", body: nil, headers: headers)
    }

    /// Adds records in the notation of ``FixtureRecords``.
    func insert(into module: String, _ fields: [String], _ rows: [(id: Int64, values: [String])]) async throws {
        try await FixtureRecords(store: store()).insert(into: module, fields, rows)
    }

    func store() async throws -> any OrganizationStore {
        try await engine.storage.store(of: organization)
    }

    /// Takes a permission away from the profile that everybody has.
    func deny(_ permission: String) async throws {
        try await store().set(Profile(name: "Administrator", denied: [permission]))
    }
}

extension Answer {
    /// The ids of the records in the answer, without what all of the fixture's have in common.
    var numbers: [Int] {
        (json["data"]?.array ?? []).compactMap { $0["id"]?.string.flatMap { Int($0.suffix(6)) } }
    }

    /// The first record's value of a field.
    func first(_ field: String) -> JSONValue? { json["data"]?[0]?[field] }
}

/// The versions whose lists have page tokens.
let versionsWithPageTokens = Array(allVersions.dropFirst(2))
