import BulkFormats
import BulkModel

/// What all resources of a job, or all records of a call, share.
struct ImportContext {
    let schema: Schema
    let limits: Limits
    let quirks: Quirks
    /// Who writes, and owns what nobody else does.
    let user: User
    let users: UserDirectory
    /// The zone of times that come without an offset.
    let offsets: UTCOffsets

    init(schema: Schema, limits: Limits, quirks: Quirks, user: User, users: [User]) {
        self.schema = schema
        self.limits = limits
        self.quirks = quirks
        self.user = user
        self.users = UserDirectory(users)
        self.offsets = UTCOffsets.cached(named: user.timeZone)
    }
}
