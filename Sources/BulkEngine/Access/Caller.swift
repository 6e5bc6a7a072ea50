public import BulkModel
public import BulkStore

/// Who makes a request, and the one organisation whose data the request can reach.
public struct Caller: Sendable {
    public let organization: ObjectID
    public let user: User
    public let scopes: ScopeSet
    public let store: any OrganizationStore

    public init(organization: ObjectID, user: User, scopes: ScopeSet, store: any OrganizationStore) {
        self.organization = organization
        self.user = user
        self.scopes = scopes
        self.store = store
    }
}
