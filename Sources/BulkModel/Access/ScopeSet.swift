/// The scopes a token carries, as the OAuth grammar writes them: `ZohoCRM.modules.Leads.READ`, separated by commas.
///
/// Comparison ignores letter case; the spelling given is kept. (platform specification, section 4)
public struct ScopeSet: Hashable, Sendable, Codable {
    /// The scopes as they were written, in their order.
    public let scopes: [String]

    public init(_ scopes: [String]) {
        self.scopes = scopes
    }

    /// Reads a list separated by commas or blanks; empty entries are passed over.
    public init(parsing text: some StringProtocol) {
        self.init(text.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map { String($0) })
    }

    /// Everything the CRM and file APIs ask for.
    public static let all = ScopeSet([
        "ZohoCRM.bulk.ALL", "ZohoCRM.modules.ALL", "ZohoCRM.settings.ALL", "ZohoCRM.users.ALL", "ZohoCRM.org.ALL",
        "ZohoCRM.coql.READ", "ZohoCRM.apis.READ", "ZohoFiles.files.ALL", "ZohoCRM.files.CREATE", "ZohoSearch.securesearch.READ",
    ])

    /// Whether the set contains the scope itself, a parent of it, or either with a wider operation.
    ///
    /// `ZohoCRM.modules.ALL` allows `ZohoCRM.modules.leads.READ`; `WRITE` stands for `CREATE`, `UPDATE` and `DELETE`.
    public func allows(_ name: String, _ operation: Operation) -> Bool {
        let wanted = name.lowercased().split(separator: ".")
        return scopes.contains { scope in
            let parts = scope.lowercased().split(separator: ".")
            guard parts.count >= 3, let granted = Operation(rawValue: String(parts[parts.count - 1])) else { return false }
            return granted.includes(operation) && wanted.starts(with: parts.dropLast())
        }
    }

    /// The last word of a scope.
    public enum Operation: String, Sendable {
        case all, read, create, update, write, delete

        func includes(_ other: Self) -> Bool {
            switch self {
            case .all: true
            case .write: other == .write || other == .create || other == .update || other == .delete
            default: self == other
            }
        }
    }
}

extension ScopeSet: CustomStringConvertible {
    public var description: String { scopes.joined(separator: ",") }
}
