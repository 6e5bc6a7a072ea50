import BulkModel

/// Criteria as answers show them, in the shape of the version. (bulk read specification, section 6.1)
enum CriteriaBody {
    static func body(_ criteria: Criteria, version: APIVersion) -> JSONValue {
        switch criteria {
        case .group(let groupOperator, let members):
            return [
                "group": .array(members.map { body($0, version: version) }),
                "group_operator": .string(groupOperator.rawValue),
            ]
        case .criterion(let criterion):
            return .object(body(criterion, version))
        }
    }

    private static func body(_ criterion: Criterion, _ version: APIVersion) -> JSONObject {
        var object = JSONObject()
        if version.has(.criterionFieldIsObject) {
            object["field"] = [
                "id": criterion.fieldID.map { .id($0) } ?? .null, "api_name": .string(criterion.fieldName),
            ]
        } else {
            object["api_name"] = .string(criterion.fieldName)
        }
        object["comparator"] = .string(criterion.comparator.rawValue)
        if version.has(.criterionType) { object["type"] = "value" }
        object["value"] = criterion.value
        return object
    }
}
