/// Reads the errors of a result file's line: `CODE-Column,Column:CODE-Column`. Columns may have the marks in their names that stand between
/// them, so known names are looked for first. (bulk write specification, section 9.3)
struct ResultErrors {
    /// What the server calls the columns that are mapped.
    let labels: [String]

    private static let hints = [
        "MANDATORY_NOT_FOUND": "The field must not be empty: fill the cell.",
        "INVALID_DATA": "The field takes no such value: correct the cell.",
        "RESOURCE_NOT_FOUND": "No record has this value: correct the cell, or import that record first.",
        "DUPLICATE_DATA": "Another record has this value, which must be unique: change it, or update that record.",
        "NOT_APPROVED": "The record waits for approval: have it approved, then send the row again.",
        "BLOCKED_RECORD": "The record is locked: unlock it, then send the row again.",
        "CANNOT_PROCESS": "Several records have this value, or the record can't be changed: name it by its id.",
        "LIMIT_EXCEEDED": "There are as many records as there may be: remove some, or leave the row out.",
    ]

    func causes(in text: String) -> [RowOutcome.Cause] {
        groups(text[...]).flatMap { code, columns in
            let names = names(in: columns)
            let hint = Self.hints[code] ?? ""
            return names.isEmpty
                ? [RowOutcome.Cause(code: code, column: nil, hint: hint)]
                : names.map { RowOutcome.Cause(code: code, column: $0, hint: hint) }
        }
    }

    /// Codes with what stands behind them.
    private func groups(_ text: Substring) -> [(code: String, columns: Substring)] {
        var groups: [(code: String, columns: Substring)] = []
        for piece in text.split(separator: ":", omittingEmptySubsequences: true) {
            let code = piece.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
            if !code.isEmpty, code.endIndex == piece.endIndex || piece[code.endIndex] == "-" {
                groups.append((String(code), piece[code.endIndex...].dropFirst()))
            } else if let last = groups.popLast() {
                // A colon of a column's name.
                groups.append((last.code, text[last.columns.startIndex..<piece.endIndex]))
            }
        }
        return groups
    }

    private func names(in columns: Substring) -> [String] {
        var names: [String] = []
        var rest = columns
        while !rest.isEmpty {
            let known = labels.filter { !$0.isEmpty && rest.hasPrefix($0) && Self.ends(rest.dropFirst($0.count)) }.max {
                $0.count < $1.count
            }
            let name = known.map { rest.prefix($0.count) } ?? rest.prefix { $0 != "," }
            names.append(String(name))
            rest = rest.dropFirst(name.count + 1)
        }
        return names
    }

    private static func ends(_ rest: Substring) -> Bool {
        rest.isEmpty || rest.first == ","
    }
}
