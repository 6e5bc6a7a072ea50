import BulkModel

/// A role or profile as a user mentions it: `{"name","id"}`. Only the standard ones have numbers of their own; for any other, one is made
/// of the name, so that it is always the same.
struct NamedReference {
    let name: String
    let id: ObjectID

    static func profile(_ name: String, prefix: Int64) -> NamedReference {
        let standard = ProfileReference.standard(prefix: prefix).first { $0.name == name }
        return NamedReference(name: name, id: standard?.id ?? ObjectID(prefix: prefix, sequence: 300_000 + number(of: name)))
    }

    static func role(_ name: String, prefix: Int64) -> NamedReference {
        let sequence = standardRoles[name] ?? 200_000 + number(of: name)
        return NamedReference(name: name, id: ObjectID(prefix: prefix, sequence: sequence))
    }

    private static let standardRoles: [String: Int64] = ["CEO": 26_005, "Manager": 26_008]

    /// A number below 100,000. (FNV-1a)
    private static func number(of name: String) -> Int64 {
        let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Int64(hash % 100_000)
    }

    var body: JSONValue { ["name": .string(name), "id": .id(id)] }
}
