/// Scopes as people give them. (platform specification, section 4)
extension ScopeSet {
    /// Reads a list in which each entry is a scope that there can be.
    /// - Throws: ``ScopeError`` for an empty list, or one with an entry that would never allow anything.
    public init(checking text: some StringProtocol) throws(ScopeError) {
        self.init(text.split(separator: ",").flatMap { Self.entries(of: $0) })
        guard !scopes.isEmpty else { throw .none }
        for scope in scopes { try Self.check(scope) }
    }

    /// What stands between two commas: scopes with blanks between them, or one with a blank in a name, which people write.
    private static func entries(of text: some StringProtocol) -> [String] {
        var entries: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let isComplete = entries.last.map { Operation(rawValue: $0.split(separator: ".").last?.lowercased() ?? "") != nil } ?? true
            if isComplete || word.count(where: { $0 == "." }) >= 2 {
                entries.append(String(word))
            } else {
                entries[entries.count - 1] += " \(word)"
            }
        }
        return entries
    }

    private static func check(_ scope: String) throws(ScopeError) {
        if let spelling = ScopeSpelling.right(of: scope) { throw .misspelt(scope, right: spelling) }
        let parts = scope.split(separator: ".", omittingEmptySubsequences: false).map { $0.lowercased() }
        guard parts.count >= 3, parts.allSatisfy(isName) else { throw .malformed(scope) }
        guard Operation(rawValue: parts[parts.count - 1]) != nil else { throw .unknownOperation(scope) }
        guard parts.count == 4, parts[0] == "zohocrm", parts[1] == "modules" else { return }
        guard moduleNames.contains(parts[2]) else { throw .unknownModule(scope) }
    }

    private static func isName(_ part: String) -> Bool {
        !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    /// What scopes call modules: `custom` stands for all that an organisation made itself.
    static let moduleNames: Set<String> = [
        "leads", "accounts", "contacts", "deals", "campaigns", "tasks", "cases", "events", "calls", "solutions", "products", "vendors",
        "pricebooks", "quotes", "salesorders", "purchaseorders", "invoices", "custom", "notes", "activities", "appointments",
        "appointments_rescheduled_history", "services", "attachments", "visits", "approvals",
    ]
}

/// What is wrong with scopes that someone gave.
public enum ScopeError: Error, Hashable, Sendable, CustomStringConvertible {
    case none
    case malformed(String)
    case unknownOperation(String)
    case unknownModule(String)
    /// A name has blanks or underscores where there are none, or lacks them.
    case misspelt(String, right: String)

    public var description: String {
        switch self {
        case .none: "at least one scope is needed, such as ZohoCRM.modules.ALL"
        case .malformed(let scope):
            "'\(scope)' is no scope: one is a service, names and an operation, joined by points, such as ZohoCRM.modules.leads.READ"
        case .unknownOperation(let scope):
            "'\(scope)' is no scope: it must end with ALL, READ, CREATE, UPDATE, WRITE or DELETE"
        case .misspelt(let scope, let spelling): "'\(scope)' is no scope: it is written \(spelling)"
        case .unknownModule(let scope):
            "'\(scope)' is no scope of a module: they are named \(ScopeSet.moduleNames.sorted().joined(separator: ", "))"
        }
    }
}
