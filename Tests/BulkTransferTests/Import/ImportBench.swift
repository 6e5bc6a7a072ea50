import BulkClient
import BulkModel
import BulkTesting
import Foundation
import Synchronization

@testable import BulkTransfer

/// A file to import, a server to import it into, and sessions that do it.
struct ImportBench {
    let server: FakeServer
    let temporary: TemporaryFolder
    var rowsOfPart = 4
    var mappings = [
        BulkWriteRequest.Mapping(field: "Last_Name", column: 0), BulkWriteRequest.Mapping(field: "Company", column: 1),
    ]
    let clock = TestClock()

    /// Ten rows in three parts, two of them without a name.
    static let leads = "Name,Firm\nAnn,X\nBob,X\n,Y\nCid,X\nDan,X\nEve,X\n,Z\nFay,X\nGus,X\nHal,X\n"
    static let names = ["Ann", "Bob", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal"]

    init(isLongshore: Bool, csv: String = Self.leads) throws {
        server = FakeServer(isLongshore: isLongshore)
        temporary = try TemporaryFolder()
        try Data(csv.utf8).write(to: URL(filePath: path("leads.csv")))
    }

    func path(_ name: String) -> String {
        temporary.path + "/" + name
    }

    /// Text of a file; nil if there is none.
    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    var folderPath: String { path("leads.csv.longshore-import") }

    func plan() throws -> ImportPlan {
        let table = try SourceTable(inspecting: SourceFile.find(at: path("leads.csv"), spoolingInto: temporary.path)[0])
        return ImportPlan(
            server: "http://server", isLongshore: server.isLongshore, organization: "60001234", operation: .insert,
            resources: [
                ImportPlan.Resource(module: "Leads", table: table, mappings: mappings, failedPath: path("leads.failed.csv"))
            ], limits: PartLimits(rows: rowsOfPart, size: 1 << 20, archiveSize: 1 << 20))
    }

    /// A client whose pauses take no time.
    var client: BulkClient {
        BulkClient(
            server: ServerAddresses(api: "http://server"), tokens: FixedToken("token"), transport: server,
            pace: Pace(sleep: { _ in try Task.checkCancellation() }, share: { 1 }))
    }

    /// A process that opens a session, does something with it, and is gone then.
    func process<Value: Sendable>(
        _ options: ImportSession.Options = .init(), beginsAnew: Bool = false, onWrite: @escaping @Sendable () throws -> Void = {},
        onIncident: @escaping @Sendable (ImportIncident) -> Void = { _ in }, _ body: (ImportSession) async throws -> Value
    ) async throws -> Value {
        let clock = clock
        let folder = try ImportFolder(path: folderPath, onWrite: onWrite)
        // As a process does at its end, however it ends.
        defer { folder.release() }
        return try await body(
            ImportSession(
                try plan(), in: folder, client: client, options: options, beginsAnew: beginsAnew, now: { clock.now }, onIncident: onIncident
            ))
    }

    /// A process that does all it can, and is gone then.
    func run(
        _ options: ImportSession.Options = .init(), beginsAnew: Bool = false, onWrite: @escaping @Sendable () throws -> Void = {}
    ) async throws -> ImportOutcome {
        try await process(options, beginsAnew: beginsAnew, onWrite: onWrite) { try await $0.run() }
    }

    /// The message of a run that must come to a ``TransferFailure``.
    func failure(_ options: ImportSession.Options = .init(), beginsAnew: Bool = false) async throws -> TransferFailure? {
        do {
            _ = try await run(options, beginsAnew: beginsAnew)
            return nil
        } catch let failure as TransferFailure {
            return failure
        }
    }
}
