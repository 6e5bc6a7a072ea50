/// The right spelling of scopes that people write as they write names of modules: `price books`, `ZohoCRM.modules.sales_orders.READ`.
/// (platform specification, section 4)
enum ScopeSpelling {
    /// Names behind the service that scopes of the CRM have, besides those of modules.
    private static let names: Set<String> = [
        "bulk", "modules", "settings", "users", "org", "coql", "apis", "files", "securesearch", "fields", "layouts", "custom_views",
        "related_lists",
    ]

    /// - Returns: nil for a scope whose names are spelt as they should be, or can't be told.
    static func right(of scope: String) -> String? {
        var parts = scope.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let operation = parts.last.flatMap { ScopeSet.Operation(rawValue: $0.lowercased()) == nil ? nil : parts.removeLast() }
        // A module alone, or with what is to be done with it.
        if parts.count == 1, let module = name(like: parts[0], of: ScopeSet.moduleNames) {
            return "ZohoCRM.modules.\(module).\(operation ?? "READ")"
        }
        var isRight = true
        for place in parts.indices.dropFirst() {
            let isModule = place == 2 && parts[1].lowercased() == "modules"
            let known = isModule ? ScopeSet.moduleNames : names
            guard !known.contains(parts[place].lowercased()), let right = name(like: parts[place], of: known) else { continue }
            parts[place] = right
            isRight = false
        }
        return isRight ? nil : (parts + [operation ?? "READ"]).joined(separator: ".")
    }

    private static func name(like text: String, of names: Set<String>) -> String? {
        let wanted = squeezed(text)
        return names.first { squeezed($0) == wanted }
    }

    /// Without what may stand between words.
    private static func squeezed(_ name: String) -> String {
        name.lowercased().filter { $0 != " " && $0 != "_" }
    }
}
