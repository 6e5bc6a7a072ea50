import BulkModel
import Yams

/// Criteria as schema files write them: `{field: Budget, greater_than: 1000}`, joined by `and:` and `or:` with lists.
enum YAMLCriteria {
    /// - Returns: the criteria as requests have them.
    /// - Throws: ``SchemaFileError``.
    static func read(_ node: Node) throws -> JSONValue {
        let pairs = try YAMLKeys(node, "criteria").pairs
        if pairs.count == 1, let word = GroupOperator(rawValue: pairs[0].name.lowercased()) {
            guard let members = pairs[0].value.sequence else {
                throw SchemaFileError(pairs[0].value.mark, "'\(word.rawValue)' takes a list")
            }
            return ["group_operator": .string(word.rawValue), "group": .array(try members.map(read))]
        }
        let names = Comparator.allCases.map(\.rawValue)
        guard pairs.count == 2, let field = pairs.first(where: { $0.name == "field" })?.value.scalar?.string,
            let comparison = pairs.first(where: { names.contains($0.name) })
        else {
            throw SchemaFileError(
                node.mark, "a criterion is a 'field' and one of \(names.joined(separator: ", ")); several are a list behind 'and' or 'or'")
        }
        return ["field": ["api_name": .string(field)], "comparator": .string(comparison.name), "value": try value(comparison.value)]
    }

    private static func value(_ node: Node) throws -> JSONValue {
        if let sequence = node.sequence { return .array(try sequence.map(value)) }
        guard let scalar = node.scalar else { throw SchemaFileError(node.mark, "a criterion takes a value or a list of values") }
        // What is quoted is text, whatever it looks like.
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        guard let json = try? JSONValue(parsing: Array(scalar.string.utf8)) else { return .string(scalar.string) }
        switch json {
        case .number, .boolean: return json
        default: return .string(scalar.string)
        }
    }

    static func node(_ criteria: JSONValue) -> Node {
        if let members = criteria["group"]?.array, let word = criteria["group_operator"]?.string {
            return Node([(Node(word), Node(members.map(node)))])
        }
        let field = criteria["field"]?["api_name"]?.string ?? ""
        let comparator = criteria["comparator"]?.string ?? ""
        return Node(
            [(Node("field"), YAMLText.node(field)), (Node(comparator), value(criteria["value"] ?? .null))], Tag(.map), .flow)
    }

    private static func value(_ value: JSONValue) -> Node {
        switch value {
        case .string(let text): YAMLText.node(text)
        case .array(let elements): Node(elements.map(Self.value), Tag(.seq), .flow)
        default: Node(value.description, Tag(.implicit), .plain)
        }
    }
}

/// Text as a node that is read back as the same text.
enum YAMLText {
    static func node(_ text: String) -> Node {
        let looksLikeSomethingElse =
            text.isEmpty || words.contains(text.lowercased()) || text.first.map { "0123456789.+-".contains($0) } ?? true
        return Node(text, Tag(.str), looksLikeSomethingElse ? .doubleQuoted : .any)
    }

    private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "~", "y", "n"]
}
