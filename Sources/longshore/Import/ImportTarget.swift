import Foundation

/// What is imported, and where it keeps what it needs to go on.
struct ImportTarget {
    let module: String
    /// As it was given.
    let file: String
    /// The working folder.
    let folder: String
    /// Where files of failed rows go; empty for the current folder.
    let failedFolder: String
    /// Whether it can be read only once, and so is copied into the working folder first.
    let isSpooled: Bool

    init(module: String, file: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.module = module
        self.file = file
        if file == "-" {
            isSpooled = true
            failedFolder = ""
            let home = environment["HOME"] ?? NSHomeDirectory()
            let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
            folder = "\(state)/longshore/import-\(module.filter { $0.isLetter || $0.isNumber || $0 == "_" })"
        } else {
            let type = (try? FileManager.default.attributesOfItem(atPath: URL(filePath: file).resolvingSymlinksInPath().path))?[.type]
            // What isn't there is no pipe, and a message will say so.
            isSpooled = type != nil && type as? FileAttributeType != .typeRegular && type as? FileAttributeType != .typeDirectory
            failedFolder = (file as NSString).deletingLastPathComponent
            folder = file + ".longshore-import"
        }
    }

    /// Whether there is something to go on with.
    var hasLedger: Bool { FileManager.default.fileExists(atPath: folder + "/ledger.json") }

    /// What people call a table's file.
    func title(of table: String) -> String {
        file == "-" && table == "input.csv" ? "standard input" : table
    }

    /// The name that files of failed rows are named by.
    /// - Parameter table: name of a CSV file, perhaps one of an archive.
    func failedName(for table: String) -> String {
        file == "-" && table == "input.csv" ? "\(module).csv" : table
    }

    /// What Ctrl-C leaves behind.
    var wordsForInterruption: String {
        "interrupted. Rows that are in stay in, and the job that is under way goes on at the server. Give the same command again to go on; "
            + "no row comes twice. \(folder) holds what is known"
    }
}
