public import BulkModel

/// Which records an export holds: comparisons of fields with values, joined by "and" and "or".
/// (bulk read specification, section 4)
///
/// ```swift
/// let recent = Criteria.all([
///     .comparison("Lead_Source", .equal, "Advertisement"),
///     .comparison("Created_Time", .greaterEqual, "2026-01-01T00:00:00+00:00"),
/// ])
/// ```
public indirect enum Criteria: Hashable, Sendable {
    /// A field by its API name, dots allowed, and what it is compared with: a text, a number, or an array of them where the comparator
    /// takes several.
    case comparison(String, Comparator, JSONValue)
    /// True if all members are.
    case all([Criteria])
    /// True if one member is.
    case any([Criteria])

    /// The ways to compare, in the words of the wire.
    public typealias Comparator = BulkModel.Comparator

    /// The value that stands for "is empty" with ``Comparator/equal``, and for "is not empty" with ``Comparator/notEqual``.
    public static let empty: JSONValue = .string(Criterion.empty)

    /// The form that a request carries, in all versions but the first.
    public var json: JSONValue { json(in: .v8) }

    /// The form that a request of a version carries.
    public func json(in version: APIVersion) -> JSONValue {
        switch self {
        case .comparison(let field, let comparator, let value):
            let place: (String, JSONValue) =
                version.has(.criterionFieldIsObject) ? ("field", ["api_name": .string(field)]) : ("api_name", .string(field))
            return .object(JSONObject([place, ("comparator", .string(comparator.rawValue)), ("value", value)]))
        case .all(let members): return Self.group("and", members, version)
        case .any(let members): return Self.group("or", members, version)
        }
    }

    private static func group(_ word: String, _ members: [Criteria], _ version: APIVersion) -> JSONValue {
        members.count == 1
            ? members[0].json(in: version) : ["group_operator": .string(word), "group": .array(members.map { $0.json(in: version) })]
    }
}
