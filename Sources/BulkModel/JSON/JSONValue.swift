/// A JSON value that keeps what Foundation's coders lose: the order of an object's members and the digits of a number.
///
/// Requests are echoed as they were sent and answers have the documented order of keys, so both matter here.
public enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// The number's literal, exactly as it stands in the text.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// The members of a JSON object in their order. A name that comes twice keeps its last value, as most parsers do.
public struct JSONObject: Hashable, Sendable {
    public private(set) var members: [(name: String, value: JSONValue)]

    public init(_ members: [(String, JSONValue)] = []) {
        self.members = []
        self.members.reserveCapacity(members.count)
        // Looked up rather than searched for: a request may have a hundred thousand names.
        var places: [String: Int] = [:]
        for (name, value) in members {
            if let place = places.updateValue(self.members.count, forKey: name) {
                places[name] = place
                self.members[place].value = value
            } else {
                self.members.append((name, value))
            }
        }
    }

    public subscript(name: String) -> JSONValue? {
        get { members.last { $0.name == name }?.value }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
        }
    }

    public var isEmpty: Bool { members.isEmpty }

    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.members.elementsEqual(rhs.members) { $0.name == $1.name && $0.value == $1.value }
    }

    public func hash(into hasher: inout Hasher) {
        for member in members {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }
}

extension JSONValue {
    public static func integer(_ value: some BinaryInteger) -> Self { .number(String(value)) }
    public static func id(_ id: ObjectID) -> Self { .string(id.description) }
    public static func strings(_ values: [String]) -> Self { .array(values.map { .string($0) }) }

    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    public var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The value of a whole number that fits 64 bits.
    public var integer: Int64? {
        if case .number(let literal) = self { Int64(literal) } else { nil }
    }

    public subscript(name: String) -> JSONValue? { object?[name] }

    public subscript(index: Int) -> JSONValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(String(value)) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
    public init(nilLiteral: ()) { self = .null }
}
