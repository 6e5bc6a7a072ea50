import BulkModel

/// Makes mappings of a header: its texts are API names. (bulk write specification, section 7.3)
struct AutomaticMapping {
    let module: Module
    let rules: MappingRules

    /// What is made of a header.
    struct Outcome {
        var mappings: [FieldMapping] = []
        /// The first column that asks for a lookup by a field that can't name records. It would lose its links if it were passed over.
        var refusal: BulkError?
    }

    /// Headers that name no field, or one that can't be written, are passed over; of a header that comes twice the first counts.
    func outcome(for header: [String]) -> Outcome {
        var taken: Set<String> = []
        var outcome = Outcome()
        for (index, text) in header.enumerated() {
            do throws(BulkError) {
                guard let mapping = try mapping(text, index: index), taken.insert(mapping.apiName).inserted else { continue }
                outcome.mappings.append(mapping)
            } catch {
                outcome.refusal = outcome.refusal ?? error
            }
        }
        return outcome
    }

    private func mapping(_ text: String, index: Int) throws(BulkError) -> FieldMapping? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts[0] == MappingRules.layout, parts.count == 1 { return FieldMapping(apiName: parts[0], index: index) }
        guard let field = module.field(named: parts[0]), rules.isMappable(field) else { return nil }
        guard rules.needsFindBy(field) || rules.isUserLookup(field) else {
            return parts.count == 2 ? nil : FieldMapping(apiName: field.apiName, index: index)
        }
        guard parts.count == 2 else {
            return FieldMapping(apiName: field.apiName, index: index, findBy: rules.needsFindBy(field) ? "id" : nil)
        }
        guard rules.isFindBy(parts[1], of: field, module: nil) else {
            throw .unusableHeader(text, lookup: field.apiName, findBy: parts[1], usable: rules.findByNames(of: field))
        }
        return FieldMapping(apiName: field.apiName, index: index, findBy: parts[1])
    }
}
