import BulkModel

/// What a server noted about rows that it took: how many there are, of one kind and field.
struct ServerNote: Hashable, Codable {
    /// API name.
    var module: String
    var code: String
    /// API name; nil where a row is meant.
    var field: String?
    var count: Int

    /// Those about values. What is to be known of the file itself the command has told before.
    static func list(_ job: JSONValue) -> [ServerNote] {
        (job["notes"]?.array ?? []).compactMap { note in
            guard let code = note["code"]?.string, told.contains(code), let count = note["count"]?.integer else { return nil }
            return ServerNote(module: note["module"]?.string ?? "", code: code, field: note["field"]?.string, count: Int(count))
        }
    }

    private static let told: Set = ["DECIMALS_CUT"]

    var text: String {
        "\(field ?? module): \(count) \(count == 1 ? "row has" : "rows have") more decimals than the field keeps; they were cut off"
    }
}

extension [ServerNote] {
    /// Puts counts of one kind together.
    mutating func add(_ others: [ServerNote]) {
        for other in others {
            if let place = firstIndex(where: { $0.module == other.module && $0.code == other.code && $0.field == other.field }) {
                self[place].count += other.count
            } else {
                append(other)
            }
        }
    }
}
