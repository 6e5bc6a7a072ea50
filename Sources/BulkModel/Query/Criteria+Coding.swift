/// Inside other coders criteria travel as one JSON text in the shape of the wire: no deeper than the request they came in, whatever
/// depth the other coder allows.
extension Criteria: Codable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(json)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let criteria = Criteria(json: try container.decode(JSONValue.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "these are no criteria")
        }
        self = criteria
    }

    private var json: JSONValue {
        switch self {
        case .group(let groupOperator, let members):
            return ["group_operator": .string(groupOperator.rawValue), "group": .array(members.map(\.json))]
        case .criterion(let criterion):
            var object = JSONObject([("api_name", .string(criterion.fieldName))])
            if let id = criterion.fieldID { object["id"] = .id(id) }
            object["comparator"] = .string(criterion.comparator.rawValue)
            object["value"] = criterion.value
            return .object(object)
        }
    }

    private init?(json: JSONValue) {
        if let members = json["group"]?.array {
            guard let groupOperator = json["group_operator"]?.string.flatMap(GroupOperator.init(rawValue:)) else { return nil }
            let criteria = members.compactMap(Criteria.init(json:))
            guard criteria.count == members.count else { return nil }
            self = .group(groupOperator, criteria)
        } else {
            guard let name = json["api_name"]?.string, let value = json["value"],
                let comparator = json["comparator"]?.string.flatMap(Comparator.init(rawValue:))
            else { return nil }
            let id = json["id"]?.string.flatMap { ObjectID($0) }
            self = .criterion(Criterion(fieldName: name, fieldID: id, comparator: comparator, value: value))
        }
    }
}
