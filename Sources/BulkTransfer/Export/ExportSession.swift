public import BulkClient
public import Foundation

/// Exports all pages of a module, one job after the other, and joins them into one output.
///
/// Whatever ends it, a further session with the same order goes on where it stood: pages that are joined stay, and the job of the page
/// that was under way is the same one.
public struct ExportSession: Sendable {
    private let client: BulkClient
    private let kind: ServerKind
    private let order: ExportOrder
    private let now: @Sendable () -> Date
    private let makeKey: @Sendable () -> String
    private let onProgress: @Sendable (ExportProgress) -> Void

    /// - Parameters:
    ///   - kind: of the server; Longshore tells how far a job is.
    ///   - makeKey: gives a text that was never given before.
    public init(
        client: BulkClient, kind: ServerKind, order: ExportOrder, now: @escaping @Sendable () -> Date = { Date() },
        makeKey: @escaping @Sendable () -> String = { UUID().uuidString },
        onProgress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
    ) {
        self.client = client
        self.kind = kind
        self.order = order
        self.now = now
        self.makeKey = makeKey
        self.onProgress = onProgress
    }

    /// When an earlier session began what this one would go on with.
    /// - Throws: ``TransferFailure`` if there is a session of another order.
    public func interrupted() throws -> Date? {
        guard case .file(let output) = order.output, FileManager.default.fileExists(atPath: Self.folder(of: output)) else { return nil }
        return try ledger(in: WorkFolder(path: Self.folder(of: output)))?.begun
    }

    /// Throws away what earlier sessions have left.
    public func forget() {
        if case .file(let output) = order.output { try? FileManager.default.removeItem(atPath: Self.folder(of: output)) }
    }

    /// Where a session for an output keeps what it needs to go on.
    public static func folder(of output: String) -> String {
        output + ".longshore-export"
    }

    /// Exports to the end.
    /// - Throws: ``TransferFailure``, ``BulkClientError``, `CancellationError`. After each of them another session can go on.
    public func run() async throws -> ExportSummary {
        guard case .file(let output) = order.output else {
            let folder = try WorkFolder(path: NSTemporaryDirectory() + "longshore-export-\(makeKey())")
            defer { folder.remove() }
            return try await work(in: folder, from: nil).run(output: nil)
        }
        let folder = try WorkFolder(path: Self.folder(of: output))
        let known = try ledger(in: folder)
        let work = work(in: folder, from: known)
        do {
            let summary = try await work.run(output: output)
            folder.remove()
            return summary.resumed(known != nil)
        } catch BulkClientError.refused(let refusal) where !work.hasJobs {
            // There is nothing to go on with.
            folder.remove()
            throw BulkClientError.refused(refusal)
        }
    }

    /// - Parameter known: what an earlier session has done.
    private func work(in folder: WorkFolder, from known: ExportLedger?) -> ExportWork {
        ExportWork(
            client: client, kind: kind, order: order, folder: folder,
            ledger: known ?? ExportLedger(order: order.text(server: client.server.api), begun: now(), pages: []), makeKey: makeKey,
            onProgress: onProgress)
    }

    private func ledger(in folder: WorkFolder) throws -> ExportLedger? {
        guard let ledger = try folder.ledger(ExportLedger.self) else { return nil }
        guard ledger.version == ExportLedger.currentVersion, ledger.order == order.text(server: client.server.api) else {
            throw TransferFailure(
                .request,
                "another export to the same file was begun and not ended. Go on with it by the command it was begun with, or throw it away with --restart"
            )
        }
        return ledger
    }
}

extension ExportSummary {
    fileprivate func resumed(_ flag: Bool) -> ExportSummary {
        var summary = self
        summary.wasResumed = flag
        return summary
    }
}
