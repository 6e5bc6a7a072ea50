public import BulkModel
public import BulkStore
import Foundation

/// What the conformance suite in `Tests/BulkStoreTests` needs of a store; each joins with one closure.
public struct StoreConformance: Sendable, CustomStringConvertible {
    public var description: String { name }

    /// The name of the store, for messages.
    public let name: String
    private let makeStorage: @Sendable (TemporaryFolder) async throws -> any Storage

    /// - Parameter makeStorage: makes an empty storage; a folder that outlives it is there to be used.
    public init(_ name: String, makeStorage: @escaping @Sendable (TemporaryFolder) async throws -> any Storage) {
        self.name = name
        self.makeStorage = makeStorage
    }

    public static let organization = Organization(
        id: ObjectID(prefix: 1_000_001, sequence: 20_005), zgid: 601_000_001, companyName: "Zylker", timeZone: "Europe/Berlin")

    /// Lends an empty storage.
    public func withStorage(_ body: (any Storage) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try await body(try await makeStorage(folder))
        withExtendedLifetime(folder) {}
    }

    /// Lends a store with the modules Users, Companies, and People with lookups to both and to people; and no records.
    public func withStore(_ body: (any OrganizationStore) async throws -> Void) async throws {
        try await withStorage { storage in
            try await storage.createOrganization(Self.organization) { store in
                try await store.apply([.addModule(Self.users), .addModule(Self.companies), .addModule(Self.people)])
            }
            try await body(try await storage.store(of: Self.organization.id))
        }
    }

    public static let users = Module(
        id: ObjectID(1), apiName: "Users", generatedType: .pseudo,
        fields: [
            field(11, "id", .bigint), field(12, "zuid", .bigint), field(13, "confirm", .boolean), field(14, "created_by", .ownerlookup),
            field(15, "created_time", .datetime), field(16, "Modified_By", .ownerlookup), field(17, "Modified_Time", .datetime),
        ]
            + ["first_name", "last_name", "full_name", "alias", "email", "time_zone", "role", "profile", "status"].enumerated().map {
                field(18 + Int64($0), $1, .text)
            })

    public static let companies = Module(
        id: ObjectID(2), apiName: "Companies", generatedType: .custom, duplicateCheckField: "Name",
        fields: [field(31, "id", .bigint), field(32, "Name", .text), field(33, "Owner", .ownerlookup, lookup: .users)])

    public static let people = Module(
        id: ObjectID(3), apiName: "People", generatedType: .custom,
        fields: [
            field(41, "id", .bigint), field(42, "Name", .text), field(43, "Company", .lookup, lookup: .module("Companies")),
            field(44, "Boss", .lookup, lookup: .module("People")), field(45, "Salary", .currency), field(46, "Born", .date),
            field(47, "Seen", .datetime), field(48, "Active", .boolean), field(49, "Badge", .integer),
            field(50, "Code", .text, isUnique: true), field(51, "Files", .fileupload), field(52, "Owner", .ownerlookup, lookup: .users),
        ])

    public static func field(
        _ id: Int64, _ name: String, _ type: DataType, isUnique: Bool = false, lookup: LookupTarget? = nil
    ) -> Field {
        Field(id: ObjectID(id), apiName: name, dataType: type, isUnique: isUnique, lookup: lookup)
    }
}

/// A cell as tests write it.
public enum CellValue: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    case null
    case integer(Int64)
    case text(String)
    /// In changes: the value that is stored stays.
    case keep

    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(nilLiteral: ()) { self = .null }

    /// What a store lends.
    public init(_ cell: RawCell) {
        if cell.isNull {
            self = .null
        } else if cell.bytes == nil {
            self = .integer(cell.number)
        } else {
            self = .text(String(decoding: cell.text, as: UTF8.self))
        }
    }
}

extension OrganizationStore {
    /// Adds rows of stored values; the columns are the record id and the fields named.
    public func insert(_ rows: [[CellValue]], into moduleName: String, _ names: [String]) async throws {
        guard let module = try await schema().module(named: moduleName) else { throw FixtureError.unknown(moduleName) }
        let batch = RecordBatch(module, names, rows)
        try await insert(batch, into: module)
    }

    /// The rows of a scan and what it says of itself.
    /// - Parameter order: paths; a hyphen in front means descending.
    public func rows(
        of moduleName: String, _ paths: [String], orderedBy order: [String] = [], offset: Int = 0, limit: Int = .max
    ) async throws -> (rows: [[CellValue]], summary: ScanSummary) {
        let schema = try await schema()
        guard let module = schema.module(named: moduleName) else { throw FixtureError.unknown(moduleName) }
        var request = RecordScan(
            module: module, columns: try paths.map { try schema.path($0, from: module) }, offset: offset, limit: limit)
        request.order = try order.map { name in
            let isAscending = !name.hasPrefix("-")
            return Ordering(try schema.path(isAscending ? name : String(name.dropFirst()), from: module), isAscending: isAscending)
        }
        var rows: [[CellValue]] = []
        let summary = try scan(request) { cells in
            rows.append(cells.map { CellValue($0) })
        }
        return (rows, summary)
    }
}
