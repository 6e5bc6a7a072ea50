import BulkClient
import BulkModel
import BulkTransfer

/// Finds out what columns become, by what the server says of its fields.
struct ImportDrafting {
    let client: BulkClient
    let operation: WriteOperation
    /// As it was given.
    let findBy: String?
    let options: ImportColumnOptions
    let ignoresEmpty: Bool
    var limits = PartLimits.zoho
    /// Answers a table's question; nil if nobody does.
    var ask: (MappingQuestion, _ title: String) -> MappingQuestion.Answer? = { _, _ in nil }

    init(client: BulkClient, operation: WriteOperation, findBy: String?, options: ImportColumnOptions, ignoresEmpty: Bool) {
        self.client = client
        self.operation = operation
        self.findBy = findBy
        self.options = options
        self.ignoresEmpty = ignoresEmpty
    }

    /// - Throws: ``Failure``, `TransferFailure`, `BulkClientError`.
    func draft(_ tables: ImportTables, target: ImportTarget, at server: Connection) async throws -> ImportDraft {
        let files = try options.mapping.map { try MappingFile(path: $0) }
        let modules = tables.tables.map(\.module)
        if let stray = files.first(where: { !modules.contains($0.module) }) {
            throw Failure(.usage, "\(stray.path) is the mapping of \(stray.module), which isn't imported here")
        }
        let organization = try await client.organization()
        var related = RelatedFields(client: client)
        var resources: [ImportPlan.Resource] = []
        var proposals: [MappingProposal] = []
        var taken: Set<String> = []
        var answers: [Int: [MappingQuestion.Answer]] = [:]
        var notes = tables.notes
        for (index, found) in tables.tables.enumerated() {
            var table = found
            let fields = try await fields(of: table.module)
            let findBy = try key(of: table.module, fields, isChild: index > 0)
            var mappingOptions = self.mappingOptions(table, fields: fields, among: modules)
            let header = try self.header(of: &table, fields: fields, options: &mappingOptions)
            notes += (header.notes + table.table.notes).map {
                modules.count > 1 ? "\(target.title(of: table.table.file.name)): \($0)" : $0
            }
            try await related.fetch(for: fields, named: table.table.header + mappingOptions.lookups + mappingOptions.columns)
            let matcher = ColumnMatcher(
                module: table.module, fields: fields, operation: operation, findBy: findBy, relatedFields: related.fields,
                children: Set(modules.dropFirst()))
            let file = files.first { $0.module == table.module }
            var proposal = try matcher.match(table.table, options: mappingOptions, file: file)
            let given = proposal.questions.compactMap { ask($0, target.title(of: table.table.file.name)) }
            if !given.isEmpty {
                for answer in given { mappingOptions.add(answer) }
                answers[index] = given
                proposal = try matcher.match(table.table, options: mappingOptions, file: file)
            }
            proposal.problems = header.problems + proposal.problems
            let failedPath = FailedFile.path(
                for: target.failedName(for: table.table.file.name), in: target.failedFolder, taken: taken)
            taken.insert(failedPath)
            proposals.append(proposal)
            resources.append(
                ImportPlan.Resource(
                    module: table.module, table: table.table, findBy: findBy, mappings: proposal.mappings,
                    translations: proposal.translations, failedPath: failedPath))
        }
        let plan = ImportPlan(
            server: client.server.api, isLongshore: server.kind.isLongshore, organization: organization.zgid, operation: operation,
            ignoresEmpty: ignoresEmpty, resources: resources, limits: limits)
        return ImportDraft(
            plan: plan, proposals: proposals, company: organization.companyName, target: target, otherNotes: notes, answers: answers)
    }

    /// Finds out whether the first row is the header, unless somebody has said so, and reads the file anew if it isn't.
    private func header(
        of table: inout ImportTables.Table, fields: [FieldDescription], options: inout MappingOptions
    ) throws -> (notes: [String], problems: [String]) {
        guard table.options.hasHeader == nil, table.options.skippedLines == nil, self.options.mapping.isEmpty else { return ([], []) }
        var source = table.options
        let note: String
        let finder = HeaderFinder(table.table, fields: fields, module: table.module)
        switch finder.find(columns: options.columns) {
        case .header: return (finder.secondLine.map { [$0] } ?? [], [])
        case .doubt(let problem): return ([], [problem])
        case .skip(let lines, let text): (source.skippedLines, note) = (lines, text)
        case .none(let columns, let text):
            (source.hasHeader, note) = (false, text)
            options.columns += columns ?? []
        }
        table.table = try SourceTable(inspecting: table.table.file, options: source)
        return ([note], [])
    }

    private func fields(of module: String) async throws -> [FieldDescription] {
        do {
            return try await client.fields(of: module)
        } catch BulkClientError.refused(let refusal) where refusal.code == "INVALID_MODULE" {
            let near = NearNames.names(near: module, among: try await client.modules().map { (name: $0.apiName, label: $0.label) })
            let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
            throw Failure(.usage, "there is no module '\(module)'\(hint)")
        }
    }

    /// The field that rows are matched by, in its own spelling.
    private func key(of module: String, _ fields: [FieldDescription], isChild: Bool) throws -> String? {
        if isChild { return operation == .insert ? nil : "id" }
        guard let findBy else { return operation == .insert ? nil : "id" }
        if findBy.lowercased() == "id" { return "id" }
        let wanted = findBy.lowercased()
        let field =
            fields.first { $0.apiName == findBy } ?? fields.first { $0.apiName.lowercased() == wanted }
            ?? fields.first { $0.label.lowercased() == wanted }
        guard let field else {
            let unique = ["id"] + fields.filter { $0.isUnique }.map(\.apiName)
            throw Failure(
                .usage,
                "--find-by \(findBy): \(module) has no such field; fields that tell records apart are \(unique.joined(separator: ", "))")
        }
        return field.apiName
    }

    /// What was said about a table: options that begin with a child's module and a colon are the child's, all others the parent's.
    private func mappingOptions(_ table: ImportTables.Table, fields: [FieldDescription], among modules: [String]) -> MappingOptions {
        let children = modules.dropFirst()
        func own(_ texts: [String]) -> [String] {
            texts.compactMap { text in
                let owner = children.first { text.hasPrefix("\($0):") }
                guard (owner ?? modules[0]) == table.module else { return nil }
                return owner.map { String(text.dropFirst($0.count + 1)) } ?? text
            }
        }
        return MappingOptions(
            columns: own(options.map), constants: own(options.set), lookups: own(options.lookup), formats: own(options.format),
            trueWords: options.trueWords, falseWords: options.falseWords, nulls: options.nulls, translations: own(options.translations),
            newOptions: own(options.newOptions), usesDefaultFormats: options.defaultFormats,
            join: table.join.map { join in
                let lookup = fields.first { $0.dataType == "lookup" && $0.lookupModule == modules[0] }?.apiName ?? "Parent_Id"
                return MappingOptions.Join(field: lookup, column: join.column, parentColumn: join.parentColumn)
            })
    }
}

/// Fields of the modules that lookups point to, each fetched once and only where a column may need them.
private struct RelatedFields {
    let client: BulkClient
    /// By API names of modules.
    var fields: [String: [FieldDescription]] = [:]

    /// - Parameter names: of columns, and what options say.
    mutating func fetch(for own: [FieldDescription], named names: [String]) async throws {
        let keys = names.map(Self.key)
        for field in own where field.dataType == "lookup" {
            guard let module = field.lookupModule, fields[module] == nil else { continue }
            let isNamed = keys.contains { $0.hasPrefix(Self.key(field.apiName)) || $0.hasPrefix(Self.key(field.label)) || $0.contains("=") }
            // A module that can't be looked at isn't needed for the rest.
            if isNamed { fields[module] = (try? await client.fields(of: module)) ?? [] }
        }
    }

    private static func key(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "=" }
    }
}
