import BulkClient

/// A field that a text names, and by what records are found if it is a lookup: `Account_Name.Account_Name`.
struct FieldChoice: Hashable {
    var field: FieldDescription
    /// Nil if the text doesn't say.
    var findBy: String?
    /// Why a column can't be that; nil if it can.
    var obstacle: String?

    init(_ field: FieldDescription, findBy: String? = nil) {
        self.field = field
        self.findBy = findBy
        // An id can be imported after all: to say which record a row changes.
        obstacle = field.apiName == FieldResolver.id ? nil : field.obstacle
    }
}

/// Finds the fields of an import by what people call them.
struct FieldResolver {
    let names: FieldNames
    /// Fields of other modules, by the modules' API names; those that are known.
    let relatedNames: [String: FieldNames]
    let module: String

    static let id = "id"

    init(_ fields: [FieldDescription], relatedFields: [String: [FieldDescription]], module: String) {
        let hasID = fields.contains { $0.apiName == Self.id }
        names = FieldNames(hasID ? fields : fields + [FieldDescription(apiName: Self.id, label: "Record Id", dataType: "bigint")])
        relatedNames = relatedFields.mapValues(FieldNames.init)
        self.module = module
    }

    /// The fields that a column's name can mean; several, or those that can't be imported, too.
    func choices(for text: String, _ closeness: FieldNames.Closeness) -> [FieldChoice] {
        let whole = names.named(text, closeness)
        guard whole.isEmpty, let dot = text.firstIndex(of: "."), dot > text.startIndex else {
            return whole.map { FieldChoice($0) }
        }
        let key = text[text.index(after: dot)...].trimmingBlanks()
        return names.named(text[..<dot].trimmingBlanks(), closeness).filter(\.isLookup).map { field in
            var choice = FieldChoice(field, findBy: self.key(key, of: field))
            if choice.findBy == nil, choice.obstacle == nil { choice.obstacle = ways(to: field) }
            return choice
        }
    }

    /// The field that an option or a file names.
    /// - Parameter place: for messages: `--map Mail=Emial`.
    /// - Throws: ``TransferFailure`` for none, several, and one that can't be imported.
    func choice(for text: String, at place: String) throws -> FieldChoice {
        for closeness in FieldNames.Closeness.allCases {
            let found = choices(for: text, closeness)
            let possible = found.filter { $0.obstacle == nil }
            if possible.count == 1 { return possible[0] }
            if possible.count > 1 {
                let list = possible.map(\.field.apiName).joined(separator: " or ")
                throw TransferFailure(.request, "\(place): \(text) could be \(list); give the API name")
            }
            if let choice = found.first, let obstacle = choice.obstacle {
                throw TransferFailure(.request, "\(place): \(choice.field.apiName) \(obstacle)")
            }
        }
        let hint = names.question(for: text).map { "; \($0)" } ?? ""
        throw TransferFailure(.request, "\(place): \(module) has no field \(text)\(hint)")
    }

    /// By what the records of a lookup are found, as servers spell it.
    /// - Returns: nil if they can't be found by that.
    func key(_ text: String, of field: FieldDescription) -> String? {
        let folded = NameKey.folded(text)
        if folded == Self.id { return Self.id }
        if field.isUserLookup { return folded == "email" ? "email" : nil }
        guard let module = field.lookupModule, let related = relatedNames[module] else { return text.isEmpty ? nil : text }
        return related.named(text).first?.apiName
    }

    /// By what records of a lookup are found, for messages.
    func ways(to field: FieldDescription) -> String {
        field.isUserLookup
            ? "is found by id or email only" : "is not found by that: \(field.lookupModule ?? "the other module") has no such field"
    }
}
