import BulkModel

/// Makes mappings of a header: its texts are API names. (bulk write specification, section 7.3)
struct AutomaticMapping {
    let module: Module
    let rules: MappingRules

    /// Headers that name no field, or one that can't be written, are passed over; of a header that comes twice the first counts.
    func mappings(for header: [String]) -> [FieldMapping] {
        var taken: Set<String> = []
        return header.enumerated().compactMap { index, text in
            guard let mapping = mapping(text, index: index), taken.insert(mapping.apiName).inserted else { return nil }
            return mapping
        }
    }

    private func mapping(_ text: String, index: Int) -> FieldMapping? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts[0] == MappingRules.layout, parts.count == 1 { return FieldMapping(apiName: parts[0], index: index) }
        guard let field = module.field(named: parts[0]), rules.isMappable(field) else { return nil }
        guard rules.needsFindBy(field) else {
            guard parts.count == 2 else { return FieldMapping(apiName: field.apiName, index: index) }
            guard rules.isUserLookup(field), rules.isFindBy(parts[1], of: field, module: nil) else { return nil }
            return FieldMapping(apiName: field.apiName, index: index, findBy: parts[1])
        }
        let findBy = parts.count == 2 ? parts[1] : "id"
        guard rules.isFindBy(findBy, of: field, module: nil) else { return nil }
        return FieldMapping(apiName: field.apiName, index: index, findBy: findBy)
    }
}
