import BulkStore

/// The one place where names become part of SQL.
enum SQLIdentifier {
    /// A name in double quotes, inner quotes doubled.
    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    /// Names that modules and fields may have: a letter, then letters, digits and underscores. Everything that begins with an
    /// underscore is the store's own, and `sqlite_` the database's. (platform specification, section 2.4)
    /// - Throws: ``StoreError/unusableName(_:)``.
    static func check(_ name: String) throws {
        guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 120,
            name.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }),
            !name.lowercased().hasPrefix("sqlite_")
        else {
            throw StoreError.unusableName(name)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }
}
