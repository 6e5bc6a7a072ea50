import Foundation

/// The folder in which a transfer keeps what it needs to go on after an interruption: a ledger, and files under way. It goes when the
/// transfer is done.
struct WorkFolder: Sendable {
    let path: String

    var ledgerPath: String { path + "/ledger.json" }

    /// - Throws: ``TransferFailure`` if it can't be made.
    init(path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw TransferFailure(.file, "the folder \(path) can't be made: \(error.localizedDescription)")
        }
    }

    func file(_ name: String) -> String {
        path + "/" + name
    }

    /// What was stored last; nil if there is nothing.
    /// - Throws: ``TransferFailure`` for what can't be read.
    func ledger<Ledger: Decodable>(_ type: Ledger.Type) throws -> Ledger? {
        guard let data = FileManager.default.contents(atPath: ledgerPath) else { return nil }
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw TransferFailure(.file, "\(ledgerPath) can't be read, so this can't go on; begin anew with --restart")
        }
    }

    /// Stores a ledger, or something else, in the place of the one before, so that one of the two is there whatever happens.
    func store(_ value: some Encodable, as name: String = "ledger.json") throws {
        let path = file(name)
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            let file = try DurableFile(path: path + ".new", size: 0)
            defer { file.release() }
            try file.append(Array(try encoder.encode(value)))
            try file.synchronize()
            guard rename(path + ".new", path) == 0 else { throw POSIXError(.EIO) }
            DurableFile.synchronizeFolder(self.path)
        } catch {
            throw TransferFailure(.file, "\(path) can't be written: \(error.localizedDescription)")
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
