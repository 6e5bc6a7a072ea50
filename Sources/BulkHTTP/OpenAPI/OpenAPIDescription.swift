import BulkModel

/// What every route takes and answers, in OpenAPI 3.1.
///
/// It is written in the files beside this one: what all areas share in `common.json`, and for each area a file with its tags, paths and
/// components.
enum OpenAPIDescription {
    /// - Parameter base: scheme, host and port by which the client reaches the server.
    static func document(servedFrom base: String) -> JSONValue {
        var info = joined["info"]?.object ?? JSONObject()
        info["version"] = .string(Release.version)
        let rest = joined.members.filter { $0.name != "openapi" && $0.name != "info" }.map { ($0.name, $0.value) }
        return .object(
            JSONObject(
                [("openapi", joined["openapi"] ?? nil), ("info", .object(info)), ("servers", [["url": .string(base)]])] + rest))
    }

    /// The whole, but for what depends on the request.
    private static let joined: JSONObject = {
        var document = parsed(PackageResources.common_json, "common")
        for (name, bytes) in areas {
            let area = parsed(bytes, name)
            document["tags"] = .array((document["tags"]?.array ?? []) + (area["tags"]?.array ?? []))
            document["paths"] = joined(paths: document["paths"], area["paths"])
            var components = document["components"]?.object ?? JSONObject()
            for (kind, members) in area["components"]?.object?.members ?? [] { components[kind] = joined(components[kind], members) }
            document["components"] = .object(components)
        }
        return document
    }()

    private static let areas = [
        ("bulk-read", PackageResources.bulk_read_json),
        ("bulk-write", PackageResources.bulk_write_json),
        ("coql", PackageResources.coql_json),
        ("metadata", PackageResources.metadata_json),
        ("records", PackageResources.records_json),
        ("record-writing", PackageResources.record_writing_json),
        ("identity", PackageResources.identity_json),
        ("tokens", PackageResources.tokens_json),
        ("longshore", PackageResources.longshore_json),
    ]

    /// The paths of both, and the operations of those that both have.
    private static func joined(paths first: JSONValue?, _ second: JSONValue?) -> JSONValue {
        var paths = first?.object ?? JSONObject()
        for (path, operations) in second?.object?.members ?? [] { paths[path] = joined(paths[path], operations) }
        return .object(paths)
    }

    /// The members of both objects.
    private static func joined(_ first: JSONValue?, _ second: JSONValue?) -> JSONValue {
        let members = [first, second].flatMap { $0?.object?.members ?? [] }.map { ($0.name, $0.value) }
        let object = JSONObject(members)
        // The files are compiled in and a test joins them: of two parts with one name, one would be lost without a word.
        guard object.members.count == members.count else { fatalError("two parts of the OpenAPI description have the same name") }
        return .object(object)
    }

    private static func parsed(_ bytes: [UInt8], _ name: String) -> JSONObject {
        guard let object = (try? JSONValue(parsing: bytes))?.object else {
            fatalError("the file \(name).json of the OpenAPI description is no JSON object")
        }
        return object
    }
}
