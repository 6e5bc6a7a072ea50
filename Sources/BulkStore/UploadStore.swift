public import BulkModel
public import FoundationEssentials

/// What is known of uploaded archives; the bytes lie elsewhere.
public protocol UploadStore: Sendable {
    func add(_ upload: Upload) async throws

    func upload(_ id: ObjectID) async throws -> Upload?

    /// Uploads made before a time that no waiting or running job needs.
    func uploads(createdBefore time: Date, limit: Int) async throws -> [Upload]

    func removeUpload(_ id: ObjectID) async throws
}
