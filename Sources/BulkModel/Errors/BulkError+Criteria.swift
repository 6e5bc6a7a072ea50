/// Errors of criteria, with the documented texts. `criterion` is what the caller sent at that place.
/// (bulk read specification, sections 4.4 and 9.3)
extension BulkError {
    public static func criteriaNotSupported(_ criteria: JSONValue) -> BulkError {
        BulkError(.criteriaNotSupported, "Invalid criteria for the query. Criteria \(criteria) is not supported.")
    }

    public static func invalidCriteria(_ criterion: JSONValue) -> BulkError {
        BulkError(.invalidCriteria, "Invalid criteria \(criterion) for the query.", details: criterion.object ?? JSONObject())
    }

    public static func ambiguousCriteria(_ criterion: JSONValue) -> BulkError {
        BulkError(
            .ambiguousCriteria,
            "Ambiguous criteria \(criterion). Criteria can have either {group, group_operator} or {api_name, comparator, value}.",
            details: criterion.object ?? JSONObject())
    }

    public static func ambiguousGroup(_ criterion: JSONValue) -> BulkError {
        BulkError(
            .ambiguousGroup,
            "Ambiguous group in criteria \(criterion). Group should be used only when there are more than one criteria",
            details: criterion.object ?? JSONObject())
    }

    public static func groupOperatorNotSupported(_ groupOperator: JSONValue, _ criterion: JSONValue) -> BulkError {
        BulkError(
            .groupOperatorNotSupported,
            "Criteria \(criterion) doesn't support this logical group operator '\(groupOperator.shown)'."
                + " Supported operators are 'and', 'or'.",
            details: JSONObject([("supported", .strings(GroupOperator.allCases.map(\.rawValue)))]))
    }

    public static func criteriaLimitExceeded(maximum: Int) -> BulkError {
        BulkError(
            .criteriaLimitExceeded, "Number of criteria exceeded the maximum limit of \(maximum)",
            details: JSONObject([("max_limit", .integer(maximum))]))
    }

    public static func fieldInCriteriaNotAvailable(_ field: String, _ criterion: JSONValue) -> BulkError {
        BulkError(
            .fieldInCriteriaNotAvailable,
            "Field api name '\(field)' is not available for criteria \(criterion). Check visibility and permission for the field",
            details: JSONObject([("api_name", .string(field))]))
    }

    public static func fieldInCriteriaNotSupported(_ field: String, _ criterion: JSONValue) -> BulkError {
        BulkError(
            .fieldInCriteriaNotSupported, "Field api name '\(field)' for criteria \(criterion) is not supported.",
            details: JSONObject([
                ("api_name", .string(field)), ("comparator", criterion["comparator"] ?? .null), ("value", criterion["value"] ?? .null),
                ("type", "value"),
            ]))
    }

    public static func comparatorNotSupported(
        _ comparator: Comparator, field: String, supported: [Comparator], _ criterion: JSONValue
    ) -> BulkError {
        BulkError(
            .comparatorNotSupported,
            "Field api name '\(field)' doesn't support this comparator '\(comparator.rawValue)' for criteria \(criterion).",
            details: comparatorDetails(comparator, field, supported))
    }

    public static func fieldAndComparatorNotCompatible(
        _ comparator: Comparator, field: String, supported: [Comparator], _ criterion: JSONValue
    ) -> BulkError {
        BulkError(
            .fieldAndComparatorNotCompatible,
            "Field api name '\(field)' is not supported with comparator '\(comparator.rawValue)' for criteria \(criterion).",
            details: comparatorDetails(comparator, field, supported))
    }

    public static func fieldAndValueNotCompatible(_ value: JSONValue, field: String, _ criterion: JSONValue) -> BulkError {
        BulkError(
            .fieldAndValueNotCompatible, "Field '\(field)' is not supported with value '\(value.shown)' for criteria \(criterion).",
            details: JSONObject([("api_name", .string(field))]))
    }

    /// A date-time without an offset, which could mean another moment to each reader. (platform specification, section 19)
    public static func offsetMissing(_ value: JSONValue, field: String, _ criterion: JSONValue) -> BulkError {
        let refusal = fieldAndValueNotCompatible(value, field: field, criterion)
        return BulkError(
            refusal.code, "\(refusal.message) The offset from UTC is missing: write it behind the time, such as +05:30 or Z.",
            details: refusal.details)
    }

    public static func comparatorAndValueNotCompatible(
        _ comparator: Comparator, _ value: JSONValue, _ criterion: JSONValue
    ) -> BulkError {
        BulkError(
            .comparatorAndValueNotCompatible,
            "Comparator '\(comparator.rawValue)' is not supported with value '\(value.shown)' for criteria \(criterion).",
            details: criterion.object ?? JSONObject())
    }

    public static func comparatorAndEncryptedValueNotCompatible(
        _ comparator: Comparator, _ value: JSONValue, field: String, _ criterion: JSONValue
    ) -> BulkError {
        BulkError(
            .comparatorAndEncryptedValueNotCompatible,
            "Comparator '\(comparator.rawValue)' is not supported with value '\(value.shown)' for criteria \(criterion)"
                + " as the value is encrypted.",
            details: JSONObject([("api_name", .string(field))]))
    }

    public static func valueNotSupported(_ value: JSONValue, _ criterion: JSONValue) -> BulkError {
        BulkError(
            .valueNotSupported, "Value '\(value.shown)' is not supported for criteria \(criterion).",
            details: criterion.object ?? JSONObject())
    }

    public static func valueLimitExceeded(maximum: Int) -> BulkError {
        BulkError(
            .valueLimitExceeded, "Value exceeded limit \(maximum)", details: JSONObject([("max_limit", .integer(maximum))]))
    }

    public static func valueTypeNotSupported(field: String, supported: [String]) -> BulkError {
        BulkError(
            .valueTypeNotSupported, "Value type is not supported for the field '\(field)'.",
            details: JSONObject([("api_name", .string(field)), ("supported", .strings(supported))]))
    }

    public static func invalidTruthValue(field: String) -> BulkError {
        BulkError(
            .invalidData, "invalid data",
            details: JSONObject([("api_name", .string(field)), ("supported_values", ["true", "false"])]))
    }

    private static func comparatorDetails(_ comparator: Comparator, _ field: String, _ supported: [Comparator]) -> JSONObject {
        JSONObject([
            ("comparator", .string(comparator.rawValue)), ("api_name", .string(field)),
            ("supported", .strings(supported.map(\.rawValue))),
        ])
    }
}

extension JSONValue {
    /// A value inside a sentence: strings without their quotes.
    fileprivate var shown: String { string ?? description }
}
