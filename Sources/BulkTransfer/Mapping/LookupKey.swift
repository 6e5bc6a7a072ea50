import BulkClient

/// Chooses by what the records of a lookup's column are found. (bulk write specification, section 7.4)
struct LookupKey {
    /// Nil to leave it to the server.
    var findBy: String?
    /// What a person should know.
    var note: String?

    /// - Parameters:
    ///   - cells: of the column, without empty ones.
    ///   - displayField: of the module that the lookup points to.
    init(for field: FieldDescription, title: String, cells: [String], displayField: String) {
        let areIDs = cells.allSatisfy(Self.isID)
        if field.isUserLookup {
            if !cells.isEmpty { findBy = areIDs ? "id" : "email" }
            if !areIDs, cells.contains(where: { !$0.contains("@") && !Self.isID($0) }) {
                note = "column \(title): users are found by id or by e-mail address, and some cells are neither; their rows will be refused"
            }
        } else if areIDs {
            findBy = "id"
        } else if cells.allSatisfy({ Self.isPrefixedID($0) || Self.isID($0) }) {
            findBy = "id"
            note = "column \(title): ids are digits only; take the \"\(Self.prefix)\" before them away, or their rows will be refused"
        } else if field.dataType == "multi_module_lookup" {
            findBy = "id"
            note = "column \(title): records of \(field.apiName) are found by id only, and some cells are none; their rows will be refused"
        } else if displayField == "Full_Name", cells.allSatisfy({ $0.contains("@") }) {
            findBy = "Email"
        } else {
            findBy = displayField
        }
    }

    /// What stands before ids in files that the service's own pages export.
    private static let prefix = "zcrm_"

    private static func isID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 19 && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    }

    private static func isPrefixedID(_ text: String) -> Bool {
        text.hasPrefix(prefix) && isID(String(text.dropFirst(prefix.count)))
    }
}
