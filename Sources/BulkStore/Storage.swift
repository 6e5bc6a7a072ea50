public import BulkModel
public import FoundationEssentials

/// Everything a server keeps: a small catalogue, and one store for each organisation.
public protocol Storage: Sendable {
    /// Who may come in: organisations, clients, tokens.
    var catalog: any CatalogStore { get }

    /// The store of an organisation that exists.
    /// - Throws: ``StoreError/noOrganization(_:)``; `OrganizationClosed` for one that can't be opened as it is.
    func store(of organization: ObjectID) async throws -> any OrganizationStore

    /// The unique values for which an organisation is closed; none if it is open.
    /// - Throws: ``StoreError/noOrganization(_:)``; `OrganizationClosed` for one that is closed for another reason.
    func collisions(in organization: ObjectID) async throws -> [ValueCollision]

    /// Decides about all unique values that collide, and opens the organisation: all of it, or nothing is changed.
    /// - Parameter time: when the records that lose or change a value are modified.
    /// - Throws: ``SettlingProblem``, ``StoreError/noOrganization(_:)``.
    func settle(_ decisions: [CollisionDecision], in organization: ObjectID, at time: Date) async throws

    /// Bytes on the disk. Blocks.
    func size() throws -> StorageSize

    /// Makes the empty store of a new organisation and enters it in the catalogue, whose entry is written last:
    /// an organisation that is listed is complete.
    /// - Parameter prepare: fills the store before the organisation becomes visible.
    /// - Throws: ``StoreError/organizationExists(_:)``.
    func createOrganization(_ organization: Organization, prepare: @Sendable (any OrganizationStore) async throws -> Void) async throws
}

extension Storage {
    /// The organisations that are served, with their stores; those that are closed are left out.
    public func openOrganizations() async throws -> [(organization: Organization, store: any OrganizationStore)] {
        var open: [(Organization, any OrganizationStore)] = []
        for organization in try await catalog.organizations() {
            do {
                open.append((organization, try await store(of: organization.id)))
            } catch is OrganizationClosed {
                continue
            }
        }
        return open
    }

    /// The organisations that aren't served.
    public func closedOrganizations() async throws -> [OrganizationClosed] {
        var closed: [OrganizationClosed] = []
        for organization in try await catalog.organizations() {
            do {
                _ = try await store(of: organization.id)
            } catch let reason as OrganizationClosed {
                closed.append(reason)
            }
        }
        return closed
    }
}

/// Bytes that databases take, with the logs beside them.
public struct StorageSize: Hashable, Sendable {
    public var catalog: Int
    /// Of all organisations together.
    public var organizations: Int

    public init(catalog: Int, organizations: Int) {
        self.catalog = catalog
        self.organizations = organizations
    }
}

/// One organisation's data. Nothing in it reaches another organisation.
public protocol OrganizationStore: IdentityStore, SchemaStore, ViewStore, UserStore, ProfileStore, RecordStore, JobStore, DeliveryStore,
    UploadStore, ImportStore, DeletionStore
{}

/// What a store can't do, whatever the database.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case noOrganization(ObjectID)
    case organizationExists(ObjectID)
    /// A name that can't become part of the schema.
    case unusableName(String)
    /// Somebody else has changed the schema meanwhile.
    case schemaChanged
    /// A field can't become unique: these records have the same value.
    case valuesCollide(field: String, module: String, records: [ObjectID])
    /// A job that another worker holds, or that was never leased.
    case leaseLost(job: ObjectID)
    /// The creator of a job has another one with its idempotency key.
    case keyTaken(job: ObjectID)
    /// A step that ``JobState/successors`` doesn't know.
    case illegalTransition(job: ObjectID, from: JobState, to: JobState)
    /// A sum or average beyond 64 bits.
    case numberTooLarge
    /// A newer version of Longshore has changed the tables.
    case madeByNewerVersion

    public var description: String {
        switch self {
        case .noOrganization(let id): "there is no organisation \(id) in this data folder"
        case .organizationExists(let id): "organisation \(id) exists already"
        case .unusableName(let name): "'\(name)' can't be used as a name of a module or field"
        case .schemaChanged: "the schema has changed meanwhile"
        case .valuesCollide(let field, let module, let records):
            "records \(records.map(\.description).joined(separator: " and ")) of \(module) have the same value in \(field)"
        case .leaseLost(let job): "the lease of job \(job) is lost"
        case .keyTaken(let job): "job \(job) was created with this key"
        case .illegalTransition(let job, let from, let to): "job \(job) can't go from \(from.rawValue) to \(to.rawValue)"
        case .numberTooLarge: "a sum or average doesn't fit 64 bits"
        case .madeByNewerVersion:
            "it was made or changed by a newer version of Longshore; use that version, or bring back a copy of the folder that is older"
        }
    }
}
