import BulkEngine
import BulkModel
import BulkStore
import BulkStoreSQLite
import BulkTransfer
import CoreMetrics
import Foundation
import Logging

/// The folder behind `--data`: opens the store in it, and keeps a second server out.
struct DataFolder {
    let path: String

    /// - Throws: ``Failure`` if the folder holds nothing and shall not be made.
    func open(
        limits: Limits = .native, quirks: Quirks = .lenient, metrics: (any MetricsFactory)? = nil,
        logger: Logger = Logger(label: "longshore"), create: Bool = false
    ) throws -> Engine {
        guard create || FileManager.default.fileExists(atPath: path + "/catalog.sqlite") else { throw noOrganization }
        let storage: SQLiteStorage
        do {
            storage = try SQLiteStorage(directory: path)
        } catch {
            throw Failure(.software, "the data folder \(path) can't be opened: \(error)")
        }
        return Engine(
            storage: storage, files: ResultFiles(directory: path), limits: limits, quirks: quirks,
            metrics: metrics ?? NOOPMetricsHandler.instance, logger: logger)
    }

    /// - Throws: ``Failure`` if something else has the folder's name.
    func check() throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else { return }
        throw Failure(.software, "the data folder \(path) can't be used: it is a file, not a folder")
    }

    var noOrganization: Failure {
        Failure(
            .noOrganization,
            "\(path) holds no organisation. Make one with 'longshore init --data \(path)', or try 'longshore serve --data \(path) --demo'")
    }

    /// Keeps other servers out of the folder until the lock is released.
    /// - Throws: ``Failure`` that names the process that has it.
    func lock() throws -> FileLock {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lockPath = path + "/server.lock"
        do {
            let lock = try FileLock(path: lockPath)
            lock.note("\(getpid())")
            return lock
        } catch .isTaken {
            let holder = (try? String(contentsOfFile: lockPath, encoding: .utf8)) ?? ""
            let process = holder.isEmpty ? "another process" : "process \(holder)"
            throw Failure(.folderInUse, "the data folder \(path) is served by \(process) already; stop that one first")
        } catch .open(let code), .lock(let code) {
            throw Failure(.folderInUse, "the data folder \(path) can't be locked: \(String(cString: strerror(code)))")
        }
    }
}
