import BulkEngine
import BulkModel
import Hummingbird

/// The answer to a call that makes or changes several things: an outcome for each element, in their order.
/// (platform specification, section 2.1)
struct ElementAnswers {
    /// What the list is called in request and answer.
    let key: String
    private var outcomes: [JSONValue] = []
    private var failures = 0

    private static let multiStatus = HTTPResponse.Status(code: 207, reasonPhrase: "Multi-Status")

    init(_ key: String) {
        self.key = key
    }

    /// The elements of a body, each with the place it stands at.
    /// - Throws: `MANDATORY_NOT_FOUND`, `INVALID_DATA`, `LIMIT_EXCEEDED`.
    static func elements(of body: JSONObject, _ key: String, limit: Int) throws -> [JSONValue] {
        let place = "$.\(key)"
        guard let list = body[key], list != .null else { throw BulkError(DraftProblem(key, .missing), in: "$") }
        guard let elements = list.array else { throw BulkError(DraftProblem(key, .wrongKind(expected: "jsonarray")), in: "$") }
        guard !elements.isEmpty else {
            throw BulkError(
                .invalidData, "invalid data",
                details: JSONObject([("minimum_length", 1), ("api_name", .string(key)), ("json_path", .string(place))]))
        }
        guard elements.count <= limit else { throw BulkError(DraftProblem(key, .limitReached(limit)), in: "$") }
        return elements
    }

    /// Carries out one element and enters what became of it.
    /// - Parameters:
    ///   - message: of success.
    ///   - work: gives the id of what was made or changed.
    mutating func add(_ element: JSONValue, _ message: String, _ work: (DraftKeys) async throws -> ObjectID) async throws {
        let place = "$.\(key)[\(outcomes.count)]"
        do {
            guard let object = element.object else { throw DraftProblem("", .wrongKind(expected: "jsonobject")) }
            enter(try await work(DraftKeys(object: object)), message)
        } catch let problem as DraftProblem {
            enter(BulkError(problem, in: place))
        }
    }

    mutating func enter(_ id: ObjectID, _ message: String) {
        outcomes.append(["code": "SUCCESS", "details": ["id": .id(id)], "message": .string(message), "status": "success"])
    }

    mutating func enter(_ error: BulkError) {
        failures += 1
        outcomes.append([
            "code": .string(error.code.name), "details": .object(error.details), "message": .string(error.message), "status": "error",
        ])
    }

    /// - Parameter success: the status if all went well.
    func answer(success: HTTPResponse.Status) -> JSONAnswer {
        let status = failures == 0 ? success : failures == outcomes.count ? .badRequest : Self.multiStatus
        return JSONAnswer(status: status, body: .object(JSONObject([(key, .array(outcomes))])))
    }
}
