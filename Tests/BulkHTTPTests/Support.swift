import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// `err(C, H, d)` of the specification: the whole body and the status.
func expectError(
    _ answer: Answer, _ code: String, _ status: Int, _ details: JSONValue = [:], message: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer.status == status, sourceLocation: sourceLocation)
    #expect(answer.headers[.contentType] == "application/json;charset=UTF-8", sourceLocation: sourceLocation)
    #expect(answer.json["status"] == "error", sourceLocation: sourceLocation)
    #expect(answer.json["code"] == .string(code), "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.json["details"] == details, "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.json["message"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
    if let message { #expect(answer.json["message"] == .string(message), sourceLocation: sourceLocation) }
}

/// The path of a create call.
func readPath(_ version: String = "v8") -> String { "/crm/bulk/\(version)/read" }
