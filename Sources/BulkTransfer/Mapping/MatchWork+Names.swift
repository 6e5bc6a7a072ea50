import BulkClient
import BulkModel

/// What is found from the columns' names.
extension MatchWork {
    /// The columns that reports of imports have behind those of the file, Longshore's and the service's.
    /// (bulk write specification, section 9.3)
    private static let reports: [[String]] = [
        ReportColumns.names,
        // Of a report that a release before has made.
        ["LONGSHORE_STATUS", "LONGSHORE_RECORD_ID", "LONGSHORE_LINE", "LONGSHORE_ERRORS", "LONGSHORE_HINTS"],
        ["STATUS", "RECORD_ID", "ERRORS"],
    ]

    /// A file that is the report of an earlier import is imported without what the report has added.
    mutating func leaveOutReport() {
        for names in Self.reports where header.count >= names.count && Array(header.suffix(names.count)) == names {
            for column in header.indices.suffix(names.count) where matches[column] == nil { decide(column, .report) }
        }
    }

    /// The closest names of all columns first, so that none loses its own field to another's guess.
    mutating func matchNames() {
        let levels: [(FieldNames.Closeness, ColumnMatch.Reason)] = [
            (.apiName, .apiName), (.apiNameInOtherCase, .apiNameInOtherCase), (.label, .label), (.looseName, .looseName),
        ]
        for (closeness, reason) in levels {
            for column in open {
                let found = resolver.choices(for: header[column], closeness)
                guard let first = found.first else { continue }
                let possible = found.filter { $0.obstacle == nil }
                if possible.count == 1 {
                    take(possible[0], for: column, reason)
                } else if possible.count > 1 {
                    decide(column, .ambiguous(possible.map(\.field.apiName)))
                } else {
                    decide(column, .obstacle(field: first.field.apiName, first.obstacle ?? ""))
                }
            }
        }
    }

    mutating func matchOtherNames() {
        for column in open {
            for name in OtherNames.fields(for: header[column]) where taken[name] == nil {
                guard let field = resolver.names.named(name, .apiName).first, field.obstacle == nil else { continue }
                // Whether a lookup's record exists can't be known.
                if field.isLookup, !field.isUserLookup { continue }
                take(FieldChoice(field), for: column, .otherName)
                break
            }
        }
    }

    /// Long names that differ in a letter, or very long ones that differ in two; never those that differ in a number or at the start.
    mutating func matchNearNames() {
        var guesses: [String: [Int]] = [:]
        for column in open {
            let key = NameKey.loose(header[column])
            let limit = key.count >= 12 ? 2 : key.count >= 8 ? 1 : 0
            guard limit > 0, let name = nearest(to: key, limit: limit) else { continue }
            guesses[name, default: []].append(column)
        }
        // Two columns that are near the same field: neither is sure.
        for (name, columns) in guesses where columns.count == 1 {
            guard let field = resolver.names.named(name, .apiName).first else { continue }
            take(FieldChoice(field), for: columns[0], .nearName)
        }
    }

    /// - Returns: nil if nothing is near, or several fields are equally so.
    private func nearest(to key: String, limit: Int) -> String? {
        var best: (distance: Int, name: String)?
        var isUnique = true
        for field in matcher.fields where field.obstacle == nil && taken[field.apiName] == nil {
            let names = [NameKey.loose(field.apiName), NameKey.loose(field.label)].filter {
                $0.first == key.first && $0.filter(\.isNumber) == key.filter(\.isNumber)
            }
            guard let distance = names.compactMap({ EditDistance.between(key, $0, limit: limit) }).min() else { continue }
            if let current = best, current.distance <= distance {
                if current.distance == distance { isUnique = false }
            } else {
                best = (distance, field.apiName)
                isUnique = true
            }
        }
        return isUnique ? best?.name : nil
    }
}
