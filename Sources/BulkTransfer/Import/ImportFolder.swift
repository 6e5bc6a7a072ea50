import Foundation

/// The folder of an import that is under way, for one process at a time: its ledger, its parts, what the server says of them.
///
/// Others are kept out until ``close()``, which must follow.
public final class ImportFolder: Sendable {
    public let path: String
    let files: WorkFolder
    private let lock: FileLock
    /// Called before and behind each writing of the ledger; tests end a session there.
    private let onWrite: @Sendable () throws -> Void

    /// Another process works there.
    public struct InUse: Error, Hashable, Sendable {
        public let path: String
    }

    /// Makes the folder if it isn't there, and keeps others out.
    /// - Throws: ``InUse``, ``TransferFailure``.
    public convenience init(path: String) throws {
        try self.init(path: path, onWrite: {})
    }

    init(path: String, onWrite: @escaping @Sendable () throws -> Void) throws {
        self.path = path
        self.onWrite = onWrite
        while true {
            let files = try WorkFolder(path: path)
            let lock: FileLock
            do {
                lock = try FileLock(path: files.file("lock"))
            } catch .open(code: ENOENT) {
                // The folder has just been removed by the process that was done with it.
                continue
            } catch .isTaken {
                throw InUse(path: path)
            } catch .open(let code) {
                throw TransferFailure(cannot: "write", files.file("lock"), code: code)
            } catch .lock(let code) {
                throw TransferFailure(cannot: "lock", files.file("lock"), code: code)
            }
            if lock.hasName {
                self.files = files
                self.lock = lock
                return
            }
            lock.release()
        }
    }

    /// Lets others work here, whoever still has a reference to this object. The folder goes if no import was begun in it.
    public func close() {
        // A folder that was removed may be another process' by now.
        if lock.hasName, !FileManager.default.fileExists(atPath: files.ledgerPath) { files.remove() }
        release()
    }

    /// Lets others work here, and leaves all as it is, as the end of a process does.
    func release() {
        lock.release()
    }

    /// - Returns: nil if nothing was begun here.
    /// - Throws: ``TransferFailure`` for a ledger that can't be read.
    func ledger() throws -> ImportLedger? {
        struct Format: Decodable {
            var format: Int
        }
        guard let found = try files.ledger(Format.self) else { return nil }
        guard found.format == ImportLedger.currentFormat else {
            throw TransferFailure(
                .file,
                "\(files.ledgerPath) is the record of an import, but not one that this version can read. Go on with the version that began it"
            )
        }
        return try files.ledger(ImportLedger.self)
    }

    func store(_ ledger: ImportLedger) throws {
        try onWrite()
        try files.store(ledger)
        try onWrite()
    }

    /// Where a file of a part is.
    /// - Parameters:
    ///   - fileName: of the part's archive.
    ///   - suffix: what it has in the place of `zip`.
    func path(of fileName: String, _ suffix: String) -> String {
        files.file(Self.name(of: fileName, suffix))
    }

    static func name(of fileName: String, _ suffix: String) -> String {
        "\(fileName.hasSuffix(".zip") ? String(fileName.dropLast(4)) : fileName).\(suffix)"
    }

    /// Removes what an import has left that was given up, so that nothing of it is taken for the next one's.
    func removeRemains() throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.hasPrefix("part-") || name.hasPrefix("ledger.json") {
            try FileManager.default.removeItem(atPath: files.file(name))
        }
    }

    /// Removes the folder with all that is in it, the ledger last: as long as anything is there, it says what it belongs to.
    public func remove() throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name != "ledger.json" && name != "lock" { try FileManager.default.removeItem(atPath: files.file(name)) }
        try FileManager.default.removeItem(atPath: path)
    }
}
