import BulkFormats
public import BulkModel
import BulkStore
import FoundationEssentials
import NIOPosix

/// Uploads: an archive comes in piece by piece and becomes a file that jobs can name. (bulk write specification, section 4)
extension Engine {
    /// - Throws: `OAUTH_SCOPE_MISMATCH`, `NO_PERMISSION`.
    public func authorizeUpload(_ caller: Caller) async throws {
        let scopes = caller.scopes
        guard
            scopes.allows("ZohoFiles.files", .create) || scopes.allows("ZohoCRM.files", .create) || scopes.allows("ZohoCRM.bulk", .create)
        else { throw BulkError.scopeMismatch }
        let denied = try await caller.store.profile(named: caller.user.profile).denied
        if denied.contains(Profile.apiAccess) { throw BulkError.noPermission(Profile.apiAccess, to: "create") }
    }

    /// Removes what broken connections and a killed server have left; called before the first request, since an upload that is coming in
    /// looks no different.
    public func removeUnfinishedUploads() async throws {
        for organization in try await storage.catalog.organizations() { try uploads.removeUnfinished(of: organization.id) }
    }

    /// Begins an upload.
    public func beginUpload(for caller: Caller) async throws -> UploadInProgress {
        let id = try await caller.store.reserveIDs(1)
        return UploadInProgress(
            id: id, file: try uploads.begin(id, organization: caller.organization), limit: limits.uploadSize)
    }

    /// Ends an upload: the archive is on the disk for good, and known.
    /// - Parameter fileName: as the client gave it.
    /// - Throws: `INVALID_FILE_FORMAT` if it is no ZIP archive; nothing of it is left then.
    public func finish(_ upload: UploadInProgress, fileName: String, for caller: Caller, refusal: BulkError) async throws -> Upload {
        try await upload.flush()
        do {
            try await NIOThreadPool.singleton.runIfActive { try ZIPArchive.check(path: upload.file.temporaryPath) }
        } catch ZIPError.notAnArchive {
            throw refusal
        } catch let error as ZIPError {
            throw refusal.because("\(error)")
        }
        let finished = Upload(id: upload.id, fileName: fileName, size: upload.size, createdTime: time.now)
        // Known before it has its name: a server that dies in between leaves an entry without a file, which the cleaner removes, and not
        // a file that nobody knows.
        try await caller.store.add(finished)
        try await NIOThreadPool.singleton.runIfActive { try upload.file.commit() }
        metrics.uploaded(bytes: upload.size)
        return finished
    }
}

/// An archive that is still coming in. ``release()`` must follow: before its end, it leaves nothing behind.
///
/// Used by one task at a time; hence `@unchecked Sendable`.
public final class UploadInProgress: @unchecked Sendable {
    let id: ObjectID
    let file: AtomicFile
    private let limit: Int
    private var buffer: [UInt8] = []
    /// Bytes so far.
    public private(set) var size = 0

    /// Bytes collected before a thread writes them.
    private static let bufferSize = 1_048_576

    init(id: ObjectID, file: AtomicFile, limit: Int) {
        self.id = id
        self.file = file
        self.limit = limit
    }

    /// Takes the next bytes; whether they are still within the limit.
    public func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        size += bytes.count
        guard size <= limit else { return false }
        buffer.append(contentsOf: bytes)
        return true
    }

    /// Writes what has been collected, once it is worth it.
    public func flushIfNeeded() async throws {
        if buffer.count >= Self.bufferSize { try await flush() }
    }

    /// Ends the upload; what isn't finished is gone. Does nothing the second time.
    public func release() {
        file.release()
    }

    func flush() async throws {
        let bytes = buffer
        buffer.removeAll()
        try await NIOThreadPool.singleton.runIfActive { [file] in try bytes.withUnsafeBytes(file.write) }
    }
}
