import BulkEngine
import BulkModel

extension BulkError {
    /// What is wrong with an element of a request, in the words of the documents. (platform specification, sections 6.1, 9.3 and 10.2)
    /// - Parameter element: the place of the element in the body, as `$.fields[0]`.
    init(_ problem: DraftProblem, in element: String) {
        let place = Self.place(problem.part, element)
        let key = JSONValue.string(Self.name(problem.part.isEmpty ? element : problem.part))
        let here: [(String, JSONValue)] = [("api_name", key), ("json_path", .string(place))]
        switch problem.reason {
        case .missing: self.init(.mandatoryNotFound, "required field not found", here)
        case .duplicate: self.init(.duplicateData, "duplicate data", here)
        case .reserved: self.init(.reservedKeyword, "Reserved keyword not allowed", here)
        case .tooLong(let maximum): self.init(.invalidData, "invalid data", [("maximum_length", .integer(maximum))] + here)
        case .outOfRange(let range):
            self.init(
                .invalidData, "invalid data",
                [("range", ["from": .integer(range.lowerBound), "to": .integer(range.upperBound)])] + here)
        case .malformed(let pattern): self.init(.invalidData, "invalid data", [("regex", .string(pattern))] + here)
        case .wrongKind(let kind): self.init(.invalidData, "invalid data", [("expected_data_type", .string(kind))] + here)
        case .unsupported(let values): self.init(.invalidData, "invalid data", [("supported_values", .strings(values))] + here)
        case .unknown: self.init(.invalidData, "the \(Self.name(problem.part)) given seems to be invalid", here)
        case .limitReached(let limit):
            self.init(
                .limitExceeded, "the limit of \(limit) is reached",
                [("limit", .integer(limit)), ("limit_due_to", [.object(JSONObject(here))])])
        case .needs(let other):
            self.init(.dependentFieldMissing, "dependent field missing", [("dependee", Self.other(other, element))] + here)
        case .contradicts(let other):
            self.init(.dependentMismatch, "dependent field mismatch", [("dependee", Self.other(other, element))] + here)
        case .fixed(let why): self.init(.notSupported, "this can't be changed: \(why)", here + [("reason", .string(why))])
        case .collides(let records):
            self.init(
                .duplicateData, "duplicate data", here + [("duplicate_records", .strings(records.map(\.description)))])
        case .criteria(let error): self = error
        }
    }

    private init(_ code: Code, _ message: String, _ details: [(String, JSONValue)]) {
        self.init(code, message, details: JSONObject(details))
    }

    private static func other(_ part: String, _ element: String) -> JSONValue {
        ["api_name": .string(name(part)), "json_path": .string(place(part, element))]
    }

    private static func place(_ part: String, _ element: String) -> String {
        part.isEmpty ? element : "\(element).\(part)"
    }

    /// The last name of a path, without its position in a list.
    private static func name(_ path: String) -> String {
        let last = path.split(separator: ".").last ?? ""
        return String(last.prefix { $0 != "[" })
    }
}
