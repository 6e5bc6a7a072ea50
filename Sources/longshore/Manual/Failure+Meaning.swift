extension Failure.Code {
    /// When it is given, for the manual page; `docs/cli.md` says the same.
    var meaning: String {
        switch self {
        case .rowsRefused: "An import is done, and some of its rows were refused."
        case .jobFailed: "A job failed at the server, or was cancelled there."
        case .usage: "An option is unknown, missing, or has a value it can't have."
        case .invalidFile: "A file to read can't be read, or says what can't be."
        case .noOrganization: "The data folder holds no organisation, or not the one named."
        case .unavailable: "The address or port can't be listened on; the server can't be reached."
        case .software: "Something failed that the message names."
        case .cannotWrite: "A file can't be written, or is there already."
        case .folderInUse: "The data folder is served by another process."
        case .protocolError: "What arrived is not what the server counted, or no answer of the API."
        case .notPermitted:
            "The token is not good, or not good enough; a schema file would lose data, and --allow-data-loss was not given."
        case .configuration: "The configuration file can't be read, or sets what there is not; there is no such profile."
        case .refused: "The server refuses what it was asked for."
        case .organizationClosed: "The organisation is closed; longshore org check says why."
        case .interrupted: "Interrupted by Ctrl-C."
        case .terminated: "Ended by SIGTERM."
        }
    }
}
