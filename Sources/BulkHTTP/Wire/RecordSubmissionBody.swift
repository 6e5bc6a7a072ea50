import BulkEngine
import BulkModel
import FoundationEssentials

/// The body of a call that writes records: `{"data":[…]}`, and for an upsert `duplicate_check_fields`. What it may say of workflows,
/// layout rules and assignment has no effect, since there are none. (platform specification, section 14.2)
enum RecordSubmissionBody {
    /// - Throws: `MANDATORY_NOT_FOUND`, `INVALID_DATA`.
    static func decode(_ body: JSONObject, _ operation: WriteOperation, unmodifiedSince: Date?) throws -> RecordSubmission {
        guard let data = body["data"], data != .null else { throw BulkError.requiredMember("data") }
        guard let records = data.array else { throw BulkError.wrongType("data", path: "$.data", expected: "jsonarray") }
        guard !records.isEmpty else { throw BulkError.invalidValue("data", path: "$.data") }
        var submission = RecordSubmission(operation: operation, records: records, unmodifiedSince: unmodifiedSince)
        if operation == .upsert { submission.duplicateCheckFields = try names(in: body["duplicate_check_fields"]) }
        return submission
    }

    /// An empty list is as good as none.
    private static func names(in value: JSONValue?) throws -> [String]? {
        let key = "duplicate_check_fields"
        guard let value, value != .null else { return nil }
        guard let names = value.array else { throw BulkError.wrongType(key, path: "$.\(key)", expected: "jsonarray") }
        guard !names.isEmpty else { return nil }
        return try names.enumerated().map { index, name in
            guard let name = name.string else { throw BulkError.wrongType(key, path: "$.\(key)[\(index)]", expected: "text") }
            return name
        }
    }
}
