import BulkClient

/// What a mapping file says.
extension MatchWork {
    /// Columns that it doesn't name are left out. What options have said goes first.
    mutating func follow(_ file: MappingFile) throws {
        guard file.module == matcher.module else {
            throw TransferFailure(.file, "\(file.path) is a mapping for \(file.module), not for \(matcher.module)")
        }
        for (index, entry) in file.columns.enumerated() {
            let place = "\(file.path): columns[\(index)]"
            guard let column = try column(of: entry, at: place) else { continue }
            if let match = matches[column], match.reason == .given || match.reason == .leftOut { continue }
            if let field = entry.field, constants.contains(where: { $0.field == field }) {
                decide(column, .constant(field: field))
                continue
            }
            if let field = entry.field, let other = taken[field], matches[other]?.reason == .given {
                decide(column, .taken(field: field, column: other))
                continue
            }
            try assign(column, entry.field, .file, at: place)
            guard var mapping = matches[column]?.mapping, let field = resolver.names.named(mapping.field, .apiName).first else { continue }
            if let findBy = entry.findBy {
                guard field.isLookup, let key = resolver.key(findBy, of: field) else {
                    throw TransferFailure(.file, "\(place).find_by: records of \(field.apiName) can't be found by \(findBy)")
                }
                mapping.findBy = key
            }
            if let format = entry.format {
                try setFormat(format, of: field, at: "\(place).format")
                mapping.format = matches[column]?.mapping?.format
            }
            mapping.defaultValue = entry.defaultValue
            matches[column]?.mapping = mapping
            matches[column]?.newOptions = entry.newOptions
        }
        for (index, constant) in file.constants.enumerated() {
            let place = "\(file.path): constants[\(index)]"
            let field = try resolver.choice(for: constant.field, at: place).field.apiName
            if constants.contains(where: { $0.field == field }) { continue }
            try set(field, constant.value, at: place)
        }
        for column in open { decide(column, .notInFile) }
    }

    /// - Returns: nil if the file's column isn't there and needn't be.
    private func column(of entry: MappingFile.Column, at place: String) throws -> Int? {
        if let number = entry.number, header.indices.contains(number - 1), header[number - 1] == entry.title { return number - 1 }
        if entry.field == nil, !header.contains(entry.title) { return nil }
        return try column(titled: entry.title, at: place)
    }
}
