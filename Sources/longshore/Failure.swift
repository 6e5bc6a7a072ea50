/// An end that the user can do something about: a message that says what, and an exit code that says which.
struct Failure: Error {
    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Exit codes, documented in `docs/cli.md`; the numbers are those of `sysexits.h`.
    enum Code: Int32, CaseIterable {
        case usage = 64
        case invalidFile = 65
        case noOrganization = 66
        case addressInUse = 69
        case software = 70
        case folderInUse = 75
        case dataLoss = 77
        case configuration = 78
    }
}
