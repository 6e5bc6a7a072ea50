import Yams

/// The keys of a mapping in a schema file, by type. Empty values count as absent.
struct YAMLKeys {
    private let mapping: Node.Mapping
    let mark: Mark?

    /// - Parameter what: the mapping is about, for messages.
    /// - Throws: ``SchemaFileError`` for anything but a mapping.
    init(_ node: Node, _ what: String) throws {
        guard let mapping = node.mapping else { throw SchemaFileError(node.mark, "\(what) takes 'name: value' lines") }
        self.mapping = mapping
        mark = node.mark
    }

    /// Names and values in their order.
    var pairs: [(name: String, key: Node, value: Node)] {
        get throws {
            try mapping.map { key, value in
                guard let name = key.scalar?.string else { throw SchemaFileError(key.mark, "a name must be a single word or text") }
                return (name, key, value)
            }
        }
    }

    /// - Throws: ``SchemaFileError`` for a key that is none of those.
    func allow(_ keys: [String], _ what: String) throws {
        for pair in try pairs where !keys.contains(pair.name) {
            throw SchemaFileError(pair.key.mark, "\(what) has no '\(pair.name)'; there are \(keys.joined(separator: ", "))")
        }
    }

    subscript(key: String) -> Node? {
        guard let node = mapping[Node(key)] else { return nil }
        return node.isEmptyScalar ? nil : node
    }

    func text(_ key: String) throws -> String? {
        try self[key].map { node in
            guard let scalar = node.scalar else { throw SchemaFileError(node.mark, "'\(key)' takes a single value") }
            return scalar.string
        }
    }

    func integer(_ key: String) throws -> Int? {
        guard let text = try text(key) else { return nil }
        guard let number = Int(text) else { throw SchemaFileError(self[key]?.mark, "'\(key)' takes a whole number, not '\(text)'") }
        return number
    }

    func truth(_ key: String) throws -> Bool? {
        guard let text = try text(key) else { return nil }
        switch text.lowercased() {
        case "true", "yes": return true
        case "false", "no": return false
        default: throw SchemaFileError(self[key]?.mark, "'\(key)' takes true or false, not '\(text)'")
        }
    }

    func texts(_ key: String) throws -> [String]? {
        try list(key)?.map { node in
            guard let text = node.scalar?.string else { throw SchemaFileError(node.mark, "'\(key)' takes a list of words or texts") }
            return text
        }
    }

    func list(_ key: String) throws -> [Node]? {
        try self[key].map { node in
            guard let sequence = node.sequence else { throw SchemaFileError(node.mark, "'\(key)' takes a list") }
            return Array(sequence)
        }
    }

    func keys(_ key: String) throws -> YAMLKeys? {
        try self[key].map { try YAMLKeys($0, "'\(key)'") }
    }
}

extension Node {
    /// `name:` with nothing behind it, or `null`.
    fileprivate var isEmptyScalar: Bool {
        guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}
