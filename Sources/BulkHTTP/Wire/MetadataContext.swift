import BulkModel

/// What the bodies of metadata go by: the version that asks, and the organisation's other objects.
struct MetadataContext {
    let version: APIVersion
    let schema: Schema
    let profiles: [ProfileReference]

    /// A module as other objects mention one; the id is null if the organisation hasn't got it.
    func reference(toModule apiName: String) -> JSONValue {
        ["api_name": .string(apiName), "id": schema.module(named: apiName).map { .id($0.id) } ?? .null]
    }

    /// A module inside a field: text at first, an object later. (platform specification, section 10.1)
    func fieldReference(toModule apiName: String) -> JSONValue {
        version.has(.metadataObjects) ? reference(toModule: apiName) : .string(apiName)
    }
}

extension ProfileReference {
    var body: JSONValue { ["name": .string(name), "id": .id(id)] }
}

extension JSONValue {
    static func optional(_ text: String?) -> Self { text.map { .string($0) } ?? .null }
    static func optional(_ number: Int?) -> Self { number.map { .integer($0) } ?? .null }
}
