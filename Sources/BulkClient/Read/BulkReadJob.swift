import BulkModel

/// An export as its server tells of it. (bulk read specification, section 6)
public struct BulkReadJob: Hashable, Sendable {
    public var id: String
    /// The server's word: `ADDED`, `IN PROGRESS`, `COMPLETED`, `FAILURE`, …
    public var state: String
    /// API name of the module.
    public var module: String
    public var result: Result?
    /// Why it failed.
    public var failure: Refusal?

    public var phase: JobPhase { JobPhase(state) }

    /// What a completed export holds.
    public struct Result: Hashable, Sendable {
        public var page: Int
        public var perPage: Int
        /// Records in the file.
        public var count: Int
        /// A path at the API's address.
        public var downloadURL: String
        public var hasMoreRecords: Bool
        /// What the next page is asked for with, from version 7 on.
        public var nextPageToken: String?
    }

    init(_ json: JSONValue) throws {
        guard let id = json["id"]?.string, let state = json["state"]?.string else {
            throw BulkClientError.unexpectedAnswer("job with an id and a state")
        }
        self.id = id
        self.state = state
        module = json["query"]?["module"]?["api_name"]?.string ?? json["query"]?["module"]?.string ?? ""
        guard let result = json["result"] else { return }
        if let address = result["download_url"]?.string {
            self.result = Result(
                page: Int(result["page"]?.integer ?? 1), perPage: Int(result["per_page"]?.integer ?? 0),
                count: Int(result["count"]?.integer ?? 0), downloadURL: address,
                hasMoreRecords: result["more_records"] == .boolean(true), nextPageToken: result["next_page_token"]?.string)
        }
        if let error = result["error_message"] {
            failure = Refusal(
                status: 200, code: error["code"]?.string ?? "FAILURE", message: error["message"]?.string ?? "",
                details: error["details"]?.object ?? JSONObject())
        }
    }
}
