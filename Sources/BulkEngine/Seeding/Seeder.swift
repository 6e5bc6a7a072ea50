import BulkModel
public import BulkStore

/// Fills modules with records that look real and are the same for the same seed.
public struct Seeder: Sendable {
    private let store: any OrganizationStore
    private let seed: UInt64

    /// Records a transaction adds.
    private static let batchSize = 10_000
    /// Targets that lookups choose from.
    private static let targetPool = 200_000

    public init(store: any OrganizationStore, seed: UInt64) {
        self.store = store
        self.seed = seed
    }

    /// Adds records to a module.
    /// - Parameter progress: told how many are there after each batch.
    /// - Throws: ``SeedingError``.
    public func seed(_ moduleName: String, records: Int, progress: @Sendable (Int) -> Void = { _ in }) async throws {
        let schema = try await store.schema()
        guard let module = schema.module(named: moduleName), module.generatedType != .pseudo else {
            throw SeedingError.noModule(moduleName)
        }
        var maker = RecordMaker(module: module, targets: try await targets(of: module, in: schema), total: records, seed: seed)
        var batch = RecordBatch(fields: maker.fields)
        var done = 0
        while done < records {
            let count = min(Self.batchSize, records - done)
            let first = try await store.reserveIDs(count)
            batch.removeAll()
            for index in 0..<count {
                maker.appendRecord(ObjectID(first.rawValue + Int64(index)), ordinal: done + index, to: &batch)
            }
            try await store.insert(batch, into: module)
            done += count
            progress(done)
        }
    }

    /// The ids that each lookup of a module may take. A lookup whose modules are empty stays empty, unless it must not.
    private func targets(of module: Module, in schema: Schema) async throws -> [String: [ObjectID]] {
        var targets: [String: [ObjectID]] = [:]
        for field in module.fields where field.storedForm == .reference {
            let names: [String]
            switch field.lookup {
            case .users: names = [Module.usersName]
            case .module(let name), .chosenModule(let name): names = [name]
            case .modules(let several): names = several
            case nil: names = []
            }
            var ids: [ObjectID] = []
            for name in names {
                guard let target = schema.module(named: name) else { continue }
                ids += try await store.ids(of: target, limit: Self.targetPool / names.count)
            }
            if ids.isEmpty, field.isMandatory { throw SeedingError.noTargets(module: module.apiName, lookup: field.apiName, in: names) }
            targets[field.apiName] = ids
        }
        return targets
    }
}

/// Why a module can't be filled.
public enum SeedingError: Error, Hashable, Sendable, CustomStringConvertible {
    case noModule(String)
    /// A mandatory lookup leads to modules without records.
    case noTargets(module: String, lookup: String, in: [String])

    public var description: String {
        switch self {
        case .noModule(let name): "there is no module '\(name)'; names are API names such as Leads or Price_Books"
        case .noTargets(let module, let lookup, let targets):
            "records of \(module) need a \(lookup), and there are none to choose from: seed \(targets.joined(separator: " or ")) first"
        }
    }
}
