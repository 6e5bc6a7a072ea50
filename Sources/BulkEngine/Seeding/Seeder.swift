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

    /// Adds records to a module; to quotes, orders and invoices with the rows that belong to them.
    /// - Parameter progress: told how many are there after each batch.
    /// - Throws: ``SeedingError``.
    public func seed(_ moduleName: String, records: Int, progress: @Sendable (Int) -> Void = { _ in }) async throws {
        try await seed(moduleName, records: records, given: [], progress: progress)
    }

    /// - Parameter given: values of the first records that aren't made up, by field.
    func seed(
        _ moduleName: String, records: Int, given: [[String: GivenValue]], progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let schema = try await store.schema()
        guard let module = schema.module(named: moduleName), module.generatedType != .pseudo else {
            throw SeedingError.noModule(moduleName)
        }
        if let parent = schema.modules.first(where: { $0.lineItems?.relatedModule == moduleName }) {
            throw SeedingError.comesWith(parent.apiName, module: moduleName)
        }
        let items = try await rowMaker(of: module, in: schema, records: records)
        var maker = try await recordMaker(
            of: module, in: schema, records: records, given: given, products: items == nil ? [] : try await products(in: schema))
        try await add(records, to: module, by: &maker, rows: items, progress: progress)
    }

    private func add(
        _ records: Int, to module: Module, by maker: inout RecordMaker, rows: RecordMaker?, progress: @Sendable (Int) -> Void
    ) async throws {
        var rows = rows
        var batch = RecordBatch(fields: maker.fields)
        var done = 0
        while done < records {
            let count = min(Self.batchSize, records - done)
            let first = try await store.reserveIDs(count)
            var items: [LineItem] = []
            batch.removeAll()
            for index in 0..<count {
                items += maker.appendRecord(ObjectID(first.rawValue + Int64(index)), ordinal: done + index, to: &batch)
            }
            try await store.insert(batch, into: module)
            if rows != nil { try await add(items, by: &rows!) }
            done += count
            progress(done)
        }
    }

    private func add(_ items: [LineItem], by maker: inout RecordMaker) async throws {
        let first = try await store.reserveIDs(items.count)
        var batch = RecordBatch(fields: maker.fields)
        for (index, item) in items.enumerated() { maker.appendRow(ObjectID(first.rawValue + Int64(index)), item, to: &batch) }
        try await store.insert(batch, into: maker.module)
    }

    // MARK: What records are made of

    /// Makes the rows of quotes, orders and invoices; nil for other modules.
    private func rowMaker(of module: Module, in schema: Schema, records: Int) async throws -> RecordMaker? {
        guard let rows = module.lineItems?.relatedModule.flatMap(schema.module) else { return nil }
        // Their parents are only now made.
        let targets = try await targets(of: rows, in: schema, besides: ["Parent_Id"])
        return RecordMaker(module: rows, targets: targets, total: records, seed: seed)
    }

    private func recordMaker(
        of module: Module, in schema: Schema, records: Int, given: [[String: GivenValue]], products: [LineItem.Product]
    ) async throws -> RecordMaker {
        let targets = try await targets(of: module, in: schema)
        var links: LinkMaker?
        if module.generatedType == .linking {
            let maker = try await linkMaker(of: module, targets)
            guard records <= maker.free else { throw SeedingError.tooFewPairs(module: module.apiName, free: maker.free) }
            links = maker
        }
        return RecordMaker(
            module: module, targets: targets, total: records, seed: seed, given: given, products: products, links: links)
    }

    private func linkMaker(of module: Module, _ targets: [String: [ObjectID]]) async throws -> LinkMaker {
        let fields = Array(module.fields.filter { $0.isCustom && $0.storedForm == .reference }.prefix(2))
        let scan = RecordScan(module: module, columns: fields.map { FieldPath(field: $0) })
        return LinkMaker(
            fields: fields, ids: fields.map { targets[$0.apiName] ?? [] },
            links: try await rows(of: scan) { $0.map { ObjectID($0.number) } })
    }

    private func products(in schema: Schema) async throws -> [LineItem.Product] {
        guard let module = schema.module(named: "Products"), let id = module.field(named: "id"),
            let price = module.field(named: "Unit_Price")
        else { return [] }
        var scan = RecordScan(module: module, columns: [FieldPath(field: id), FieldPath(field: price)])
        scan.limit = Self.targetPool
        let isReadable = price.storedForm == .decimal(scale: 2)
        return try await rows(of: scan) {
            LineItem.Product(
                id: ObjectID($0[0].number), price: isReadable && !$0[1].isNull && $0[1].number > 0 ? $0[1].number : nil)
        }
    }

    private func rows<Row: Sendable>(
        of scan: RecordScan, _ read: @escaping @Sendable (UnsafeBufferPointer<RawCell>) -> Row
    ) async throws -> [Row] {
        let store = store
        return try await BackgroundThread.value(name: "seeding") {
            var rows: [Row] = []
            _ = try store.scan(scan) { rows.append(read($0)) }
            return rows
        }
    }

    /// The ids that each lookup of a module may take. A lookup whose modules are empty stays empty, unless it must not.
    /// - Parameter besides: lookups that get their values otherwise.
    private func targets(of module: Module, in schema: Schema, besides: Set<String> = []) async throws -> [String: [ObjectID]] {
        var targets: [String: [ObjectID]] = [:]
        for field in module.fields where field.storedForm == .reference && !besides.contains(field.apiName) {
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
            let isNeeded = field.isMandatory || module.generatedType == .linking && field.isCustom
            if ids.isEmpty, isNeeded { throw SeedingError.noTargets(module: module.apiName, lookup: field.apiName, in: names) }
            targets[field.apiName] = ids
        }
        return targets
    }
}

extension Module {
    /// The field that holds the rows of a quote, an order or an invoice.
    fileprivate var lineItems: Field? { fields.first(where: \.isLineItems) }
}

/// Why a module can't be filled.
public enum SeedingError: Error, Hashable, Sendable, CustomStringConvertible {
    case noModule(String)
    /// A mandatory lookup leads to modules without records.
    case noTargets(module: String, lookup: String, in: [String])
    /// The module's records are rows that are made with those of the other.
    case comesWith(String, module: String)
    /// A linking module can't have so many links: each pair of records is linked once.
    case tooFewPairs(module: String, free: Int)

    public var description: String {
        switch self {
        case .noModule(let name): "there is no module '\(name)'; names are API names such as Leads or Price_Books"
        case .noTargets(let module, let lookup, let targets):
            "records of \(module) need a \(lookup), and there are none to choose from: seed \(targets.joined(separator: " or ")) first"
        case .comesWith(let parent, let module): "rows of \(module) come with the records that they belong to: seed \(parent)"
        case .tooFewPairs(let module, let free):
            "\(module) can have \(free) links more, since two records are linked once: seed the modules that it links first"
        }
    }
}
