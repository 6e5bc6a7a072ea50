import BulkModel

extension RecordSelection {
    /// The fields of a list.
    /// - Parameters:
    ///   - names: API names, separated by commas; nil for all fields. Names there are none of are passed over, as the service does.
    ///   - limits: how many names there may be.
    /// - Throws: `LIMIT_EXCEEDED`.
    init(fields names: String?, listOf module: Module, schema: Schema, _ limits: Limits, _ version: APIVersion) throws {
        // Rows have a place in single records only.
        let fields = try Self.fields(names, of: module, limits, version).filter { !$0.hasRows }
        self.init(fields, of: module, areChosen: names != nil, schema: schema)
    }

    /// The fields of a single record.
    /// - Throws: `LIMIT_EXCEEDED`.
    init(fields names: String?, oneOf module: Module, schema: Schema, _ limits: Limits, _ version: APIVersion) throws {
        self.init(try Self.fields(names, of: module, limits, version), of: module, areChosen: names != nil, schema: schema)
    }

    private static func fields(_ names: String?, of module: Module, _ limits: Limits, _ version: APIVersion) throws -> [Field] {
        guard let names else { return module.fields(listedIn: version) }
        let given = names.split(separator: ",").map { String($0.trimmingBlanks) }
        guard !version.has(.recordPageTokens) || given.count <= limits.fieldsPerList else {
            throw BulkError.tooManyValues("fields", limit: limits.fieldsPerList)
        }
        var seen: Set<String> = []
        return given.filter { seen.insert($0).inserted }.compactMap { name in
            guard name == Field.lineItemsInV2, !version.has(.lineItemsAreSubforms) else { return module.field(named: name) }
            return module.fields.first(where: \.isLineItems)
        }
    }
}
