/// Rows in columns as wide as their widest cell, two blanks apart.
struct TextTable {
    let header: [String]
    let rows: [[String]]

    var text: String {
        let lines = [header] + rows
        let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { cells in
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
            return String(padded.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}

/// Names and values, a line for each.
struct TextFields {
    let fields: [(name: String, value: String)]

    var text: String {
        let width = fields.map(\.name.count).max() ?? 0
        return fields.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.count))  \($0.value)" }.joined(separator: "\n")
    }
}
