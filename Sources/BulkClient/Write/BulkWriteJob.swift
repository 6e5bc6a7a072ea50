import BulkModel

/// An import as its server tells of it. (bulk write specification, section 9.2)
public struct BulkWriteJob: Hashable, Sendable {
    public var id: String
    /// The server's word: `ADDED`, `IN PROGRESS`, `COMPLETED`, `FAILED`.
    public var status: String
    /// In the order of the request.
    public var resources: [Resource]
    /// Where the result archive is, once there is one.
    public var downloadURL: String?

    public var phase: JobPhase { JobPhase(status) }

    /// One module's part.
    public struct Resource: Hashable, Sendable {
        /// API name.
        public var module: String
        public var status: String
        /// `COMPLETED`, or what ended it.
        public var code: String
        public var fileName: String
        public var added: Int
        public var updated: Int
        /// Rows refused, and rows never attempted.
        public var skipped: Int
        public var total: Int

        /// Rows with an outcome so far.
        public var handled: Int { added + updated + skipped }

        init(_ json: JSONValue) {
            let file = json["file"]
            let count = { (name: String) in Int(file?[name]?.integer ?? 0) }
            module = json["module"]?["api_name"]?.string ?? json["module"]?.string ?? ""
            status = json["status"]?.string ?? ""
            code = json["code"]?.string ?? status
            fileName = file?["name"]?.string ?? ""
            added = count("added_count")
            updated = count("updated_count")
            skipped = count("skipped_count")
            total = count("total_count")
        }
    }

    init(_ json: JSONValue) throws {
        guard let id = json["id"]?.string, let status = json["status"]?.string else {
            throw BulkClientError.unexpectedAnswer("job with an id and a status")
        }
        self.id = id
        self.status = status
        resources = (json["resource"]?.array ?? []).map(Resource.init)
        downloadURL = json["result"]?["download_url"]?.string
    }
}
