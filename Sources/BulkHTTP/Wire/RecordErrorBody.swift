import BulkEngine
import BulkModel

/// Errors of a record as its element in an answer tells them. (platform specification, section 14.3)
struct RecordErrorBody {
    /// Of the record in the request.
    let index: Int
    let version: APIVersion

    /// One error is told as it is, several inside of one; the older version tells the first.
    func body(of errors: [RecordError]) -> JSONValue {
        let bodies = errors.map { ErrorBody.element(error($0)) }
        guard bodies.count > 1, version.has(.multipleErrors) else { return bodies.first ?? ErrorBody.element(.internalError) }
        return ErrorBody.element(
            BulkError(
                .multipleErrors, "Multiple errors in the request", details: JSONObject([("errors", .array(bodies))])))
    }

    private func error(_ error: RecordError) -> BulkError {
        switch error.reason {
        case .missing, .keyMissing, .parentKeyMissing: invalid(error, .mandatoryNotFound, "required field not found")
        case .wrongKind, .notANumber, .notABoolean, .notADate, .notADateTime, .notAnEmail, .notAPhone, .notAURL, .notALineTax:
            invalid(error, details: [("expected_data_type", .string(expectedType(of: error.field)))])
        case .notAnID: invalid(error, details: [("expected_data_type", error.field?.isRecordID == true ? "bigint" : "jsonobject")])
        case .tooLong, .tooManyDigits: invalid(error, details: [("maximum_length", .optional(error.maximum))])
        case .notInList: invalid(error, details: [("supported_values", .strings(error.field?.pickListValues ?? []))])
        case .hasNUL, .strayQuote, .undecodable, .surplusCells, .shifted, .otherTable: invalid(error)
        case .noSuchUser, .noTarget, .severalTargets, .noSuchLayout, .noParent:
            invalid(error, .invalidData, "the id given seems to be invalid")
        case .noMatch: ofRecord(error, .invalidData, "the id given seems to be invalid")
        case .valueTaken, .recordExists, .linkExists, .severalMatch:
            invalid(error, .duplicateData, "duplicate data", details: duplicate(error.duplicate))
        case .awaitsApproval: ofRecord(error, .notApproved, "Cannot update record that is not approved yet")
        case .isLocked: ofRecord(error, .recordLocked, "You cannot perform this operation as the record is locked.")
        case .isConverted, .otherLayout: ofRecord(error, .cannotProcess, "the record has been converted and cannot be changed")
        case .changedSince:
            ofRecord(error, .alreadyModified, "record updated time has already passed if-unmodified-since time")
        case .tooManyChildren:
            invalid(error, .limitExceeded, "the record has too many rows", details: [("limit", .optional(error.maximum))])
        }
    }

    /// An error at a value.
    private func invalid(
        _ error: RecordError, _ code: BulkError.Code = .invalidData, _ message: String = "invalid data",
        details: [(String, JSONValue)] = []
    ) -> BulkError {
        var members = details
        let place = [("api_name", JSONValue.string(error.field?.apiName ?? "data"))]
        // What is in the way is told behind the name of the field, all else in front of it.
        members.insert(contentsOf: place, at: error.duplicate == nil ? members.count : 0)
        if version.has(.errorPlaces) {
            let last = members.last?.0 == "more_records" ? members.count - 1 : members.count
            members.insert(("json_path", .string(path(of: error))), at: last)
        }
        return BulkError(code, message, details: JSONObject(members))
    }

    /// An error of the record that an id, or a key, names.
    private func ofRecord(_ error: RecordError, _ code: BulkError.Code, _ message: String) -> BulkError {
        guard let id = error.sentID else { return invalid(error, code, message) }
        return BulkError(code, message, details: JSONObject([("id", .string(id))]))
    }

    private func duplicate(_ duplicate: RecordError.Duplicate?) -> [(String, JSONValue)] {
        guard let duplicate else { return [] }
        let id = ("id", JSONValue.id(duplicate.record))
        guard version.has(.errorPlaces) else { return [id] }
        return [
            id,
            (
                "duplicate_record",
                [
                    "Owner": duplicate.owner?.body ?? .null,
                    "module": ["api_name": .string(duplicate.module.apiName), "id": .id(duplicate.module.id)],
                    "id": .id(duplicate.record),
                ]
            ),
            ("more_records", .boolean(duplicate.isSeveral)),
        ]
    }

    private func path(of error: RecordError) -> String {
        error.place.reduce(into: "$.data[\(index)]") { path, step in
            switch step {
            case .member(let name): path += ".\(name)"
            case .element(let index): path += "[\(index)]"
            }
        }
    }

    /// What a field takes, as the service calls it; records are objects.
    private func expectedType(of field: Field?) -> String {
        guard let field else { return "jsonobject" }
        if field.jsonType == "jsonarray" { return "jsonarray" }
        return switch field.dataType {
        case .email, .phone, .website, .integer, .boolean, .date, .datetime, .bigint: field.dataType.rawValue
        case .double, .currency, .percent: "double"
        case .multiselectpicklist, .subform, .multiselectlookup, .multiuserlookup: "jsonarray"
        case .lookup, .ownerlookup, .userlookup, .multiModuleLookup, .consentLookup, .layout: "jsonobject"
        default: "text"
        }
    }
}
