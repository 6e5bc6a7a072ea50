public import BulkModel

/// A job of either kind as Longshore tells of it, with its counters. (docs/jobs.md)
public struct ManagedJob: Hashable, Sendable {
    public var id: String
    /// `read` or `write`.
    public var kind: String
    /// `read`, `insert`, `update` or `upsert`.
    public var operation: String
    /// `ADDED`, `IN PROGRESS`, `CANCELLING`, `CANCELLED`, `COMPLETED` or `FAILURE`.
    public var state: String
    /// API names.
    public var modules: [String]
    public var createdBy: String
    public var createdTime: String
    public var startedTime: String?
    public var endedTime: String?
    /// What it is at: `waiting`, `reading`, `importing`, `packing`, `ended`.
    public var stage: String
    public var rows: Rows
    /// Of text, read or written so far.
    public var bytes: Int
    /// Rows a second.
    public var rate: Double?
    public var seconds: Double?
    public var secondsLeft: Double?
    /// 0 to 1.
    public var share: Double?
    public var resources: [Resource]
    /// Size in bytes of the result archive, if there is one.
    public var resultSize: Int?
    /// When the result goes away.
    public var resultExpires: String?
    public var hasReport: Bool
    public var failure: Failure?
    /// The answer as it came.
    public var json: JSONValue

    public var phase: JobPhase { JobPhase(state) }

    public struct Rows: Hashable, Sendable {
        public var total: Int?
        public var read = 0
        public var added = 0
        public var updated = 0
        /// Never attempted.
        public var skipped = 0
        /// Refused with an error.
        public var failed = 0
    }

    /// One module's part of an import.
    public struct Resource: Hashable, Sendable {
        public var module: String
        public var file: String
        public var state: String
        public var rows: Rows
    }

    public struct Failure: Hashable, Sendable {
        public var code: String
        public var message: String
    }

    init(_ json: JSONValue) throws {
        guard let id = json["id"]?.string, let state = json["state"]?.string else {
            throw BulkClientError.unexpectedAnswer("job with an id and a state")
        }
        self.json = json
        self.id = id
        self.state = state
        kind = json["kind"]?.string ?? ""
        operation = json["operation"]?.string ?? ""
        modules = (json["modules"]?.array ?? []).compactMap(\.string)
        createdBy = json["created_by"]?["name"]?.string ?? ""
        createdTime = json["created_time"]?.string ?? ""
        startedTime = json["started_time"]?.string
        endedTime = json["ended_time"]?.string
        stage = json["stage"]?.string ?? ""
        rows = Rows(json["rows"])
        bytes = Int(json["bytes"]?.integer ?? 0)
        rate = json["rate"]?.double
        seconds = json["seconds"]?.double
        secondsLeft = json["seconds_left"]?.double
        share = json["share"]?.double
        resources = (json["resources"]?.array ?? []).map {
            Resource(
                module: $0["module"]?.string ?? "", file: $0["file"]?.string ?? "", state: $0["state"]?.string ?? "", rows: Rows($0["rows"])
            )
        }
        resultSize = json["result"]?["size"]?.integer.map(Int.init)
        resultExpires = json["result"]?["expires"]?.string
        hasReport = json["report"] == .boolean(true)
        failure = json["failure"]?["code"]?.string.map { Failure(code: $0, message: json["failure"]?["message"]?.string ?? "") }
    }
}

extension ManagedJob.Rows {
    fileprivate init(_ json: JSONValue?) {
        let count = { (name: String) in json?[name]?.integer.map { Int($0) } }
        self.init(
            total: count("total"), read: count("read") ?? 0, added: count("added") ?? 0, updated: count("updated") ?? 0,
            skipped: count("skipped") ?? 0, failed: count("failed") ?? 0)
    }
}

extension JSONValue {
    fileprivate var double: Double? {
        if case .number(let digits) = self { Double(digits) } else { nil }
    }
}
