/// An end that the user can do something about: a message that says what, and an exit code that says which.
struct Failure: Error {
    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Exit codes, documented in `docs/cli.md`; the numbers from 64 to 78 are those of `sysexits.h`.
    enum Code: Int32, CaseIterable {
        /// An import is done, and some of its rows were refused.
        case rowsRefused = 1
        /// A job failed at the server, or was cancelled there.
        case jobFailed = 2
        case usage = 64
        case invalidFile = 65
        case noOrganization = 66
        /// An address can't be listened on, or a server can't be reached.
        case unavailable = 69
        case software = 70
        /// A file of this machine can't be written.
        case cannotWrite = 73
        case folderInUse = 75
        /// A server answers what it shouldn't, or a file isn't what was counted.
        case protocolError = 76
        case notPermitted = 77
        case configuration = 78
        /// A server refuses what it was asked for.
        case refused = 79
        /// An upgrade isn't finished before somebody has decided about values.
        case organizationClosed = 80
        /// Ctrl-C, as shells have it.
        case interrupted = 130
        /// SIGTERM, as shells have it.
        case terminated = 143
    }
}
