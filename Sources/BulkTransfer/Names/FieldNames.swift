import BulkClient

/// Finds the fields of a module by what people call them.
struct FieldNames {
    /// How closely a text must be a field's name, from the closest on.
    enum Closeness: Int, CaseIterable {
        case apiName
        case apiNameInOtherCase
        case label
        /// The API name or the label, but for letter case, blanks, underscores and punctuation.
        case looseName
    }

    let fields: [FieldDescription]
    /// Indexes of fields by the form of their names.
    private var places: [Closeness: [String: [Int]]] = [:]

    init(_ fields: [FieldDescription]) {
        self.fields = fields
        for (index, field) in fields.enumerated() {
            add(index, .apiName, field.apiName)
            add(index, .apiNameInOtherCase, NameKey.folded(field.apiName))
            add(index, .label, field.label)
            add(index, .looseName, NameKey.loose(field.apiName))
            add(index, .looseName, NameKey.loose(field.label))
        }
    }

    private mutating func add(_ index: Int, _ closeness: Closeness, _ key: String) {
        if key.isEmpty || places[closeness]?[key]?.last == index { return }
        places[closeness, default: [:]][key, default: []].append(index)
    }

    /// Fields whose name is a text.
    func named(_ text: String, _ closeness: Closeness) -> [FieldDescription] {
        let key =
            switch closeness {
            case .apiName, .label: text
            case .apiNameInOtherCase: NameKey.folded(text)
            case .looseName: NameKey.loose(text)
            }
        return (places[closeness]?[key] ?? []).map { fields[$0] }
    }

    /// The fields of the closest sort that there are.
    func named(_ text: String) -> [FieldDescription] {
        for closeness in Closeness.allCases {
            let found = named(text, closeness)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Those whose names are nearly a text, the nearest first.
    func near(_ text: String, count: Int = 3) -> [FieldDescription] {
        let key = NameKey.loose(text)
        guard !key.isEmpty else { return [] }
        let length = key.unicodeScalars.count
        // Of words this short, others would be made rather than found.
        let limit = length < 4 ? 1 : max(2, length / 3)
        let rated = fields.compactMap { field -> (distance: Int, field: FieldDescription)? in
            let names = [NameKey.loose(field.apiName), NameKey.loose(field.label)]
            if let distance = names.compactMap({ EditDistance.between(key, $0, limit: limit) }).min() { return (distance, field) }
            // A part of the name, as `status` is of `Lead_Status`.
            return key.count >= 3 && names.contains { $0.contains(key) } ? (limit + 1, field) : nil
        }
        return rated.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
            .prefix(count).map(\.element.field)
    }

    /// A question that helps who wrote a name that there isn't; nil if nothing is near.
    func question(for text: String) -> String? {
        let names = near(text).map(\.apiName)
        guard let last = names.last else { return nil }
        return names.count == 1 ? "did you mean \(last)?" : "did you mean \(names.dropLast().joined(separator: ", ")) or \(last)?"
    }
}
