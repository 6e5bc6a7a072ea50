public import FoundationEssentials

/// An archive that a client has sent and that jobs can name by its id. (bulk write specification, section 4)
public struct Upload: Hashable, Sendable {
    /// The `file_id`.
    public var id: ObjectID
    /// The name the client gave the file.
    public var fileName: String
    /// Bytes.
    public var size: Int
    public var createdTime: Date

    public init(id: ObjectID, fileName: String, size: Int, createdTime: Date) {
        self.id = id
        self.fileName = fileName
        self.size = size
        self.createdTime = createdTime
    }
}
