/// One call of the API, before it has a token.
struct APICall: Sendable {
    var method: String
    var url: String
    var headers: [(name: String, value: String)]
    var body: RequestBody?
    /// Whether it may be made again although it may have arrived.
    var isRepeatable: Bool
    var needsToken: Bool
    /// Whether any status counts as an answer.
    var takesAnyStatus: Bool

    init(
        _ method: String, url: String, headers: [(name: String, value: String)] = [], body: RequestBody? = nil,
        isRepeatable: Bool? = nil, needsToken: Bool = true, takesAnyStatus: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.isRepeatable = isRepeatable ?? (method == "GET" || method == "DELETE")
        self.needsToken = needsToken
        self.takesAnyStatus = takesAnyStatus
    }
}
