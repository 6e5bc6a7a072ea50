import BulkModel

/// What modules and fields may be called. (platform specification, sections 2.4 and 9.3)
enum NameRules {
    static let longestAPIName = 50
    static let longestModuleLabel = 25
    static let longestFieldLabel = 50
    static let longestViewName = 100
    private static let apiNamePattern = "^[A-Za-z](?:_?[A-Za-z0-9])*$"

    /// A label as it is kept, without blanks around it.
    static func label(_ text: String?, _ part: String, maximum: Int) throws(DraftProblem) -> String {
        guard let text, !text.isEmpty else { throw DraftProblem(part, .missing) }
        let label = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !label.isEmpty else { throw DraftProblem(part, .missing) }
        guard label.unicodeScalars.count <= maximum else { throw DraftProblem(part, .tooLong(maximum: maximum)) }
        guard !label.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw DraftProblem(part, .malformed(pattern: "^[^\\x00-\\x1F\\x7F]+$"))
        }
        return label
    }

    /// The label of a module people see: letters, digits and blanks.
    static func moduleLabel(_ text: String?, _ part: String) throws(DraftProblem) -> String {
        let label = try label(text, part, maximum: longestModuleLabel)
        guard label.allSatisfy({ $0.isLetter || $0.isNumber || $0 == " " }) else {
            throw DraftProblem(part, .malformed(pattern: "^[\\p{L}\\p{N} ]+$"))
        }
        return label
    }

    /// The API name that is given, if it can be used.
    static func apiName(
        _ given: String, _ part: String = "api_name", isTaken: (String) -> Bool, isReserved: (String) -> Bool
    ) throws(DraftProblem) -> String {
        guard given.utf8.count <= longestAPIName else { throw DraftProblem(part, .tooLong(maximum: longestAPIName)) }
        guard isWellFormed(given) else { throw DraftProblem(part, .malformed(pattern: apiNamePattern)) }
        guard !isReserved(given) else { throw DraftProblem(part, .reserved) }
        guard !isTaken(given) else { throw DraftProblem(part, .duplicate) }
        return given
    }

    /// An API name made of a label: its letters and digits, joined by single underscores, with a number behind it if it is needed.
    /// - Parameter fallback: what a label is called that has none of them in front.
    static func apiName(
        from label: String, fallback: String, isTaken: (String) -> Bool, isReserved: (String) -> Bool
    ) -> String {
        let parts = label.split { !isPart($0) }.map(String.init)
        var base = parts.joined(separator: "_")
        if base.first.map({ !$0.isLetter }) ?? true { base = base.isEmpty ? fallback : "\(fallback)_\(base)" }
        if base.lowercased().hasPrefix(databasePrefix) { base = "\(fallback)_\(base)" }
        base = trimmed(base, to: longestAPIName - 5)
        if !isTaken(base), !isReserved(base) { return base }
        var number = 1
        while isTaken("\(base)\(number)") || isReserved("\(base)\(number)") { number += 1 }
        return "\(base)\(number)"
    }

    /// Names that modules can't have: paths of the API, and modules that the service has besides.
    static func isReservedForModules(_ name: String) -> Bool {
        moduleWords.contains(name.lowercased()) || isReservedWord(name)
    }

    /// Names that fields can't have: keys that records have besides their fields.
    static func isReservedForFields(_ name: String) -> Bool {
        fieldWords.contains(name.lowercased()) || isReservedWord(name)
    }

    /// Words of the query language and of JSON, and what a store keeps to itself.
    private static func isReservedWord(_ name: String) -> Bool {
        queryWords.contains(name.lowercased()) || name.lowercased().hasPrefix(databasePrefix)
    }

    private static let databasePrefix = "sqlite_"

    private static let queryWords: Set<String> = [
        "select", "from", "where", "and", "or", "not", "in", "like", "between", "is", "null", "order", "by", "group", "limit", "offset",
        "as", "asc", "desc", "true", "false",
    ]
    private static let moduleWords: Set<String> = [
        "org", "users", "settings", "coql", "upload", "bulk", "files", "actions", "search", "activities", "home", "reports", "analytics",
        "documents", "forecasts", "social", "emails", "approvals", "visits", "feeds",
    ]
    private static let fieldWords: Set<String> = ["id", "layout", "parent_id", "tag", "owner", "deleted"]

    private static func isWellFormed(_ name: String) -> Bool {
        guard let first = name.first, first.isASCII, first.isLetter, name.last != "_" else { return false }
        return name.allSatisfy { isPart($0) || $0 == "_" } && !name.contains("__")
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    private static func trimmed(_ name: String, to length: Int) -> String {
        var name = String(name.prefix(length))
        while name.last == "_" { name.removeLast() }
        return name
    }
}

extension Schema {
    /// Whether a module has the name, in whatever letter case.
    func hasModule(named name: String) -> Bool {
        modules.contains { $0.apiName.lowercased() == name.lowercased() }
    }
}

extension Module {
    /// Whether a field has the name, in whatever letter case.
    func hasField(named name: String) -> Bool {
        fields.contains { $0.apiName.lowercased() == name.lowercased() }
    }
}
