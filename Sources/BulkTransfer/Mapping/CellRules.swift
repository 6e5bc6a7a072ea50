import BulkClient

/// What a person or a mapping file has said about cells.
struct CellRules {
    var nulls: [String] = []
    /// Whether a word is yes, by the word without letter case.
    var truth: [String: Bool] = [:]
    /// By fields.
    var replacements: [String: [CellTranslation.Replacement]] = [:]
    /// Of all fields, and of some.
    var newOptions: MappingOptions.NewOptions?
    var newOptionsOfFields: [String: MappingOptions.NewOptions] = [:]
    var usesDefaultFormats = false
}

extension MatchWork {
    /// - Throws: ``TransferFailure`` for options that say nothing, or two things.
    mutating func cellRules(_ options: MappingOptions, _ file: MappingFile?) throws -> CellRules {
        var rules = CellRules()
        rules.nulls = (options.nulls + (file?.nulls ?? [])).map { $0[...].trimmingBlanks() }
        guard !rules.nulls.contains("") else {
            throw TransferFailure(.request, "--null: say which cells stand for no value, as in --null N/A")
        }
        nulls = rules.nulls.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        for (words, isTrue) in [(options.trueWords, true), (options.falseWords, false)] {
            for word in words {
                let option = isTrue ? "--true" : "--false"
                let key = TruthWords.key(word[...].trimmingBlanks())
                guard !key.isEmpty else {
                    throw TransferFailure(.request, "\(option): say which word, as in \(option) \(isTrue ? "Ja" : "Nein")")
                }
                guard rules.truth[key] ?? isTrue == isTrue else {
                    throw TransferFailure(.request, "\(option) \(word): the word can't be both true and false")
                }
                rules.truth[key] = isTrue
            }
        }
        for text in options.translations {
            let place = "--translate \(text)"
            guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
                throw TransferFailure(.request, "\(place): say field, old and new text, as in --translate \"Lead_Source:Webb=Web\"")
            }
            let field = try resolver.choice(for: text[..<colon].trimmingBlanks(), at: place).field.apiName
            guard taken[field] != nil else { throw TransferFailure(.request, "\(place): no column is \(field)") }
            let (old, new) = try MappingOptions.pair(String(text[text.index(after: colon)...]), option: "--translate")
            rules.replacements[field, default: []].append(CellTranslation.Replacement(from: old, to: new))
        }
        if let file {
            for entry in file.columns where !entry.translations.isEmpty {
                guard let field = entry.field, taken[field] != nil else { continue }
                rules.replacements[field, default: []] += entry.translations
            }
        }
        for text in options.newOptions {
            let place = "--new-options \(text)"
            let name = text.firstIndex(of: "=").map { text[..<$0].trimmingBlanks() }
            let word = name == nil ? text : text[text.index(after: text.firstIndex(of: "=") ?? text.startIndex)...].trimmingBlanks()
            guard let choice = MappingOptions.NewOptions(rawValue: word) else {
                throw TransferFailure(.request, "\(place): say add or refuse, or for one field Lead_Source=refuse")
            }
            if let name {
                rules.newOptionsOfFields[try resolver.choice(for: name, at: place).field.apiName] = choice
            } else {
                rules.newOptions = choice
            }
        }
        rules.usesDefaultFormats = options.usesDefaultFormats
        return rules
    }

    /// The columns that are imported, and what is to be found out about each by its cells.
    func scanTasks(_ rules: CellRules) -> [ScanTask] {
        matches.indices.compactMap { column in
            guard let mapping = matches[column]?.mapping, let field = resolver.names.named(mapping.field, .apiName).first else {
                return nil
            }
            return ScanTask(column: column, kind: kind(of: field, mapping), nulls: rules.nulls)
        }
    }

    private func kind(of field: FieldDescription, _ mapping: FieldMapping) -> ScanTask.Kind {
        if mapping.parentColumn != nil || field.apiName == FieldResolver.id { return .text }
        if field.isLookup { return .keys }
        if let kind = FormatKind(dataType: field.dataType) { return .format(kind) }
        return switch field.dataType {
        case "picklist": .options(areSeveral: false)
        case "multiselectpicklist": .options(areSeveral: true)
        case "boolean": .truth
        default: .text
        }
    }
}
