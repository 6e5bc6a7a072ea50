/// A profile as metadata mentions one: `{"id","name"}`.
public struct ProfileReference: Hashable, Sendable {
    public let id: ObjectID
    public let name: String

    public static let administrator = "Administrator"

    /// The profiles that every organisation has, at the numbers they have in most.
    /// - Parameter prefix: of the organisation.
    public static func standard(prefix: Int64) -> [ProfileReference] {
        [
            ProfileReference(id: ObjectID(prefix: prefix, sequence: 26_011), name: administrator),
            ProfileReference(id: ObjectID(prefix: prefix, sequence: 26_014), name: "Standard"),
        ]
    }
}
