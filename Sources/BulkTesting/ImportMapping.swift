public import BulkModel

/// A field mapping in the notation of the specification's cases: `Name@i`, `Name@i^find_by`, `Name=default`, `Name@i=default`,
/// `Name@i~format`. (bulk write specification, section 14.2)
public struct ImportMapping: ExpressibleByStringLiteral, Sendable {
    public let json: JSONValue

    public init(stringLiteral notation: String) {
        self.init(notation)
    }

    public init(_ notation: String) {
        var members: [(String, JSONValue)] = []
        var rest = notation[...]
        func take(until marks: Set<Character>) -> String {
            let part = rest.prefix { !marks.contains($0) }
            rest = rest.dropFirst(part.count)
            return String(part)
        }
        members.append(("api_name", .string(take(until: ["@", "="]))))
        if rest.first == "@" {
            rest.removeFirst()
            members.append(("index", .integer(Int(take(until: ["^", "~", "="])) ?? 0)))
        }
        if rest.first == "^" {
            rest.removeFirst()
            members.append(("find_by", .string(take(until: ["~", "="]))))
        }
        if rest.first == "~" {
            rest.removeFirst()
            members.append(("format", .string(take(until: ["="]))))
        }
        if rest.first == "=" {
            rest.removeFirst()
            members.append(("default_value", ["value": .string(String(rest))]))
        }
        json = .object(JSONObject(members))
    }
}
