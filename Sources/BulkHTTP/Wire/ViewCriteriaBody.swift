import BulkModel

/// Criteria as views show them, which is not quite as jobs do. (platform specification, section 12.1)
enum ViewCriteriaBody {
    static func body(_ criteria: Criteria, version: APIVersion) -> JSONValue {
        switch criteria {
        case .group(let groupOperator, let members):
            return [
                "group_operator": .string(groupOperator.rawValue.uppercased()),
                "group": .array(members.map { body($0, version: version) }),
            ]
        case .criterion(let criterion):
            return body(criterion, version)
        }
    }

    private static func body(_ criterion: Criterion, _ version: APIVersion) -> JSONValue {
        guard version.has(.viewFieldsAreObjects) else {
            return [
                "comparator": .string(criterion.comparator.rawValue), "field": .string(criterion.fieldName), "value": criterion.value,
            ]
        }
        return [
            "comparator": .string(criterion.comparator.rawValue),
            "field": ["api_name": .string(criterion.fieldName), "id": criterion.fieldID.map { .id($0) } ?? nil],
            "value": criterion.value, "type": "value",
        ]
    }
}
