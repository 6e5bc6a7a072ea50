import BulkClient
import BulkFormats

/// What a person has said.
extension MatchWork {
    mutating func join(_ join: MappingOptions.Join) throws {
        guard header.indices.contains(join.column) else {
            throw TransferFailure(.request, "there is no column \(join.column + 1) to join by; the file has \(header.count)")
        }
        decide(join.column, .given, FieldMapping(field: join.field, column: join.column, parentColumn: join.parentColumn))
    }

    mutating func follow(_ options: MappingOptions) throws {
        for text in options.columns {
            let place = "--map \(text)"
            let (name, target) = try MappingOptions.pair(text, option: "--map", atLast: true)
            try assign(try column(named: name, at: place), target.isEmpty ? nil : target, .given, at: place)
        }
        for text in options.constants {
            let place = "--set \(text)"
            let (name, value) = try MappingOptions.pair(text, option: "--set")
            try set(try resolver.choice(for: name, at: place).field.apiName, value, at: place)
        }
    }

    /// Makes a column a field, or leaves it out.
    mutating func assign(_ column: Int, _ target: String?, _ reason: ColumnMatch.Reason, at place: String) throws {
        if let match = matches[column], match.reason != .noName {
            throw TransferFailure(.request, "\(place): the column \(header[column]) is spoken for already")
        }
        guard let target else { return decide(column, .leftOut) }
        let choice = try resolver.choice(for: target, at: place)
        if let other = taken[choice.field.apiName] {
            throw TransferFailure(.request, "\(place): \(choice.field.apiName) is the column \(header[other]) already")
        }
        decide(column, reason, FieldMapping(field: choice.field.apiName, column: column, findBy: choice.findBy))
    }

    /// Gives all rows the same value, or, if a column has the field, those rows whose cell is empty.
    mutating func set(_ field: String, _ value: String, at place: String) throws {
        guard !value.isEmpty else { throw TransferFailure(.request, "\(place): say which value") }
        if let column = taken[field] {
            guard matches[column]?.mapping?.defaultValue == nil else {
                throw TransferFailure(.request, "\(place): \(field) has a value already")
            }
            matches[column]?.mapping?.defaultValue = value
        } else {
            guard !constants.contains(where: { $0.field == field }) else {
                throw TransferFailure(.request, "\(place): \(field) has a value already")
            }
            constants.append(FieldMapping(field: field, column: nil, defaultValue: value))
        }
    }

    /// By its number from 1, which digits alone always are, whatever columns are called; else by its name, exactly or but for blanks and
    /// case.
    mutating func column(named name: String, at place: String) throws -> Int {
        if let number = Int(name), name.utf8.allSatisfy({ $0 &- 0x30 < 10 }) {
            guard header.indices.contains(number - 1) else {
                throw TransferFailure(
                    .request, "\(place): the file has no column \(name); the columns are numbered from 1 to \(header.count)")
            }
            if let other = header.firstIndex(of: name), other != number - 1 {
                notes.append(
                    "\(place) means column \(number), \(header[number - 1]), by its number; the column that is called \(name) is number \(other + 1)"
                )
            }
            return number - 1
        }
        return try column(titled: name, at: place)
    }

    /// By its name, exactly or but for blanks and case.
    func column(titled name: String, at place: String) throws -> Int {
        let exact = header.indices.filter { header[$0] == name }
        let found =
            exact.isEmpty ? header.indices.filter { !header[$0].isEmpty && NameKey.loose(header[$0]) == NameKey.loose(name) } : exact
        if found.count == 1 { return found[0] }
        if found.count > 1 {
            let numbers = found.map { "\($0 + 1)" }.joined(separator: " and ")
            throw TransferFailure(.request, "\(place): the columns \(numbers) have that name; give the number instead")
        }
        let titles = FieldNames(header.map { FieldDescription(apiName: $0, label: $0, dataType: "text") })
        let hint = titles.question(for: name) ?? "the columns are numbered from 1 to \(header.count)"
        throw TransferFailure(.request, "\(place): the file has no column \(name); \(hint)")
    }

    /// Follows what is said of how lookups find records, and of how dates and numbers are written.
    mutating func setKeys(_ options: MappingOptions) throws {
        for text in options.lookups {
            let place = "--lookup \(text)"
            let (name, key) = try MappingOptions.pair(text, option: "--lookup")
            let field = try resolver.choice(for: name, at: place).field
            guard field.isLookup else { throw TransferFailure(.request, "\(place): \(field.apiName) is no lookup") }
            guard let findBy = resolver.key(key, of: field) else {
                throw TransferFailure(.request, "\(place): \(field.apiName) \(resolver.ways(to: field))")
            }
            try change(field, at: place) { $0.findBy = findBy }
        }
        for text in options.formats {
            let place = "--format \(text)"
            let (name, pattern) = try MappingOptions.pair(text, option: "--format")
            let field = try resolver.choice(for: name, at: place).field
            try Self.check(pattern, for: field, at: place)
            try setFormat(pattern, of: field, at: place)
        }
    }

    /// - Parameter word: a pattern, or the word for the reading without one.
    mutating func setFormat(_ word: String, of field: FieldDescription, at place: String) throws {
        try Self.check(word, for: field, at: place)
        guard let column = taken[field.apiName], matches[column]?.mapping != nil else {
            throw TransferFailure(.request, "\(place): no column is \(field.apiName)")
        }
        let isPlain = word == FormatCandidate.defaultWord || word == "#,###.##" || word == "#,##,###.##"
        matches[column]?.mapping?.format = isPlain ? nil : word
        matches[column]?.format = word
    }

    /// - Throws: ``TransferFailure`` unless a field takes a pattern. (bulk write specification, section 8.4)
    static func check(_ pattern: String, for field: FieldDescription, at place: String) throws {
        var isKnown: Bool
        let example: String
        switch field.dataType {
        case "date": (isKnown, example) = (DatePattern(date: pattern) != nil, "dd.MM.yyyy")
        case "datetime": (isKnown, example) = (DatePattern(dateTime: pattern) != nil, "dd.MM.yyyy HH:mm")
        case "integer", "bigint", "double", "currency", "percent":
            (isKnown, example) = (NumberFormat(pattern: pattern) != nil, "#.###,##")
        default: throw TransferFailure(.request, "\(place): \(field.apiName) is neither a date nor a number, and has no format")
        }
        isKnown = isKnown || pattern == FormatCandidate.defaultWord
        guard isKnown else { throw TransferFailure(.request, "\(place): there is no such pattern; one that there is: \(example)") }
    }

    private mutating func change(_ field: FieldDescription, at place: String, _ body: (inout FieldMapping) -> Void) throws {
        guard let column = taken[field.apiName], var mapping = matches[column]?.mapping else {
            throw TransferFailure(.request, "\(place): no column is \(field.apiName)")
        }
        body(&mapping)
        matches[column]?.mapping = mapping
    }
}
