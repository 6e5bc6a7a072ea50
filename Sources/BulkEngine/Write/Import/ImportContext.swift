import BulkFormats
import BulkModel

/// What all resources of a job, or all records of a call, share.
struct ImportContext: Sendable {
    let schema: Schema
    let limits: Limits
    let quirks: Quirks
    /// Who writes, and owns what nobody else does.
    let user: User
    let users: UserDirectory
    /// All users, as other objects mention them.
    let userList: [Int64: UserReference]
    /// The zone of times that come without an offset.
    let offsets: UTCOffsets

    init(schema: Schema, limits: Limits, quirks: Quirks, user: User, users: [User]) {
        self.schema = schema
        self.limits = limits
        self.quirks = quirks
        self.user = user
        self.users = UserDirectory(users)
        self.userList = Dictionary(uniqueKeysWithValues: users.map { ($0.id.rawValue, $0.reference) })
        self.offsets = UTCOffsets.cached(named: user.timeZone)
    }
}
