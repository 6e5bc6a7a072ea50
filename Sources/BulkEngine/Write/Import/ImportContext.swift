import BulkFormats
import BulkModel
import FoundationEssentials

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
    /// Days since 1970-01-01 there.
    let today: Int64

    init(schema: Schema, limits: Limits, quirks: Quirks, user: User, users: [User], now: Date) {
        self.schema = schema
        self.limits = limits
        self.quirks = quirks
        self.user = user
        self.users = UserDirectory(users)
        self.userList = Dictionary(uniqueKeysWithValues: users.map { ($0.id.rawValue, $0.reference) })
        let offsets = UTCOffsets.cached(named: user.timeZone)
        self.offsets = offsets
        let seconds = Int64(now.timeIntervalSince1970.rounded(.down))
        today = Int64((Double(seconds + Int64(offsets.offset(at: seconds))) / 86_400).rounded(.down))
    }
}
