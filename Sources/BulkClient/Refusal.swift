public import BulkModel

/// An answer that says no: the HTTP status and the body's code, message and details. (platform specification, section 2.1)
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    public var status: Int
    /// Such as `INVALID_TOKEN`; `HTTP_503` where the answer names none.
    public var code: String
    public var message: String
    public var details: JSONObject
    /// Whether an earlier try of the same call may have arrived: the answer to this one says nothing of what became of that.
    public var followsDoubt = false

    public init(status: Int, code: String, message: String, details: JSONObject = JSONObject()) {
        self.status = status
        self.code = code
        self.message = message
        self.details = details
    }

    /// Reads the body of an answer, in any of the forms there are: bare, in a list, as of the upload host, as of the accounts server.
    init(status: Int, body: [UInt8]) {
        let json = try? JSONValue(parsing: body)
        let element = json?["data"]?[0] ?? json
        let code = element?["code"]?.string ?? json?["error"]?.string ?? json?["info"]?.string
        let message = element?["message"]?.string ?? json?["error_description"]?.string ?? json?["x-error"]?.string
        let plain = json?["ERROR_MESSAGE"]?.string ?? json?["x-info"]?.string
        self.init(
            status: status, code: code ?? (status == 401 ? "INVALID_TOKEN" : "HTTP_\(status)"), message: message ?? plain ?? "",
            details: element?["details"]?.object ?? JSONObject())
    }

    /// `INVALID_DATA: the module is not known (api_name: Leeds)`.
    public var description: String {
        let places = ["api_name", "json_path", "resource", "permissions", "hint"].compactMap { name in
            details[name].map { "\(name): \($0.string ?? $0.description)" }
        }
        let text = message.isEmpty ? "the server answers \(status)" : message
        return "\(code): \(text)" + (places.isEmpty ? "" : " (\(places.joined(separator: ", ")))")
    }
}
