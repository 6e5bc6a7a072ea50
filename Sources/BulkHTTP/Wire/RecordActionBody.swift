import BulkEngine
import BulkFormats
import BulkModel
import Hummingbird

/// What a call that writes or deletes records answers: an element for each record, in the order of the request.
/// (platform specification, sections 2.1 and 14.2)
struct RecordActionBody {
    let outcomes: [RecordOutcome]
    let version: APIVersion
    /// The zone of the user who asks; times are shown with its offset.
    let offsets: UTCOffsets
    /// Whether each element tells what was done, and by which field its record was found: an upsert's do.
    var tellsAction = false

    var answer: JSONAnswer {
        JSONAnswer(status: status, body: ["data": .array(outcomes.enumerated().map { element($1, index: $0) })])
    }

    /// Records that differ in outcome have a status of their own.
    private var status: HTTPResponse.Status {
        let refused = outcomes.filter(\.isRefused)
        if refused.count == outcomes.count {
            return refused.allSatisfy { $0.isRefusedAsModified } ? .preconditionFailed : .badRequest
        }
        guard refused.isEmpty else { return version.has(.multiStatus) ? Self.multiStatus : .accepted }
        return outcomes.allSatisfy(\.isAdded) ? .created : .ok
    }

    private static let multiStatus = HTTPResponse.Status(code: 207, reasonPhrase: "Multi-Status")

    private func element(_ outcome: RecordOutcome, index: Int) -> JSONValue {
        switch outcome {
        case .added(let stamps): success("record added", action: "insert", matchedBy: nil, details(stamps))
        case .updated(let stamps, let field): success("record updated", action: "update", matchedBy: field, details(stamps))
        case .deleted(let id): success("record deleted", action: nil, matchedBy: nil, ["id": .id(id)])
        case .refused(let errors): RecordErrorBody(index: index, version: version).body(of: errors)
        }
    }

    private func success(_ message: String, action: String?, matchedBy field: String?, _ details: JSONValue) -> JSONValue {
        var members: [(String, JSONValue)] = [("code", "SUCCESS")]
        if tellsAction, let action { members += [("duplicate_field", .optional(field)), ("action", .string(action))] }
        members += [("details", details), ("message", .string(message)), ("status", "success")]
        return .object(JSONObject(members))
    }

    private func details(_ stamps: RecordStamps) -> JSONValue {
        var members: [(String, JSONValue?)] = [
            ("Modified_Time", stamps.modifiedTime.map(time)), ("Modified_By", stamps.modifiedBy?.body),
            ("Created_Time", stamps.createdTime.map(time)), ("id", .id(stamps.id)), ("Created_By", stamps.createdBy?.body),
        ]
        // What waits for approval is refused, and nothing else is in any other state.
        if version.has(.approvalState) { members.append(("$approval_state", "approved")) }
        return .object(JSONObject(members.compactMap { name, value in value.map { (name, $0) } }))
    }

    private func time(_ seconds: Int64) -> JSONValue {
        .string(ISO8601.dateTime(seconds, offset: offsets.offset(at: seconds)))
    }
}

extension RecordOutcome {
    fileprivate var isAdded: Bool {
        if case .added = self { true } else { false }
    }

    fileprivate var isRefusedAsModified: Bool {
        guard case .refused(let errors) = self else { return false }
        return errors.contains { $0.code == .alreadyModified }
    }
}

extension UserReference {
    /// As records mention users.
    var body: JSONValue { ["name": .string(name), "id": .id(id)] }
}
