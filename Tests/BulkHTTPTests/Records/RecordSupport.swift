import BulkModel
import BulkTesting
import Foundation
import HTTPTypes
import Testing

extension AppTester {
    /// Sends a call of the record API without a content type, as official clients do.
    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, version: String = "v8", token: String? = nil,
        unmodifiedSince: String? = nil, modifiedSince: String? = nil
    ) async throws -> Answer {
        var headers = HTTPFields()
        headers[.authorization] = "Zoho-oauthtoken \(token ?? self.token)"
        headers[.ifUnmodifiedSince] = unmodifiedSince
        headers[.ifModifiedSince] = modifiedSince
        return try await send(method, "/crm/\(version)/\(path)", body: body.map { Data($0.utf8) }, headers: headers)
    }

    /// Inserts one record that must be accepted.
    /// - Returns: its id.
    func insert(_ record: String, into module: String = "Leads") async throws -> Int64 {
        let answer = try await call(.post, module, #"{"data":[\#(record)]}"#)
        guard answer.status == 201, let id = answer.element().id else { throw UnexpectedAnswer(answer: answer) }
        return id
    }

    /// The rows of a module that belong to a record, in the order of their ids.
    func rows(of module: String, _ fields: [String], by lookup: String, to record: Int64) async throws -> [[String: String]] {
        try await records(of: module, fields + [lookup]).filter { $0[lookup] == String(record) }
    }
}

extension Answer {
    /// An element of what a call that writes records answers.
    func element(_ index: Int = 0) -> JSONValue { json["data"]?[index] ?? .null }

    /// Codes of all elements.
    var codes: [String] { json["data"]?.array?.map { $0["code"]?.string ?? "" } ?? [] }
}

extension JSONValue {
    /// The id in an element's details.
    var id: Int64? { self["details"]?["id"]?.string.flatMap { Int64($0) } }
}

/// Expects that the only record of a call is refused with one error, as a whole element.
func expectRefused(
    _ answer: Answer, _ code: String, _ details: JSONValue, message: String? = nil, status: Int = 400,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.element()["code"] == .string(code), "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.element()["details"] == details, "\(answer.text)", sourceLocation: sourceLocation)
    #expect(answer.element()["status"] == "error", sourceLocation: sourceLocation)
    #expect(answer.element()["message"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
    if let message { #expect(answer.element()["message"] == .string(message), sourceLocation: sourceLocation) }
}
