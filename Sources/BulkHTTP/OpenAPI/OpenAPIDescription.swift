import BulkModel
import HTTPTypes

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

    /// The first scope that a route needs; nil if it needs none.
    static func scope(of route: Route) -> String? {
        let operation = joined["paths"]?[route.path]?[route.method.rawValue.lowercased()]
        return operation?["security"]?[0]?["oauth"]?[0]?.string
    }

    /// The whole, but for what depends on the request.
    private static let joined: JSONObject = {
        var document = parsed(PackageResources.common_json, "common")
        for (name, bytes) in areas {
            let area = parsed(bytes, name)
            document["tags"] = .array((document["tags"]?.array ?? []) + (area["tags"]?.array ?? []))
            for part in ["paths", "components"] { document[part] = joined(document[part], area[part]) }
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
        ("settings", PackageResources.settings_json),
        ("identity", PackageResources.identity_json),
        ("tokens", PackageResources.tokens_json),
        ("longshore", PackageResources.longshore_json),
    ]

    /// The members of both objects; areas may share a path, whose methods are joined, and a kind of components.
    /// - Parameter levels: how far down members may have the same name.
    private static func joined(_ first: JSONValue?, _ second: JSONValue?, levels: Int = 1) -> JSONValue {
        var object = first?.object ?? JSONObject()
        for (name, value) in second?.object?.members ?? [] {
            // The files are compiled in and a test joins them: of two parts with one name, one would be lost without a word.
            guard object[name] == nil || levels > 0 else { fatalError("the OpenAPI description has two parts called \(name)") }
            object[name] = object[name].map { joined($0, value, levels: levels - 1) } ?? value
        }
        return .object(object)
    }

    private static func parsed(_ bytes: [UInt8], _ name: String) -> JSONObject {
        guard let object = (try? JSONValue(parsing: bytes))?.object else {
            fatalError("the file \(name).json of the OpenAPI description is no JSON object")
        }
        return object
    }
}
