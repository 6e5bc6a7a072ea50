import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Foundation
import HTTPTypes
import Testing

/// Criteria that nobody thought of: whatever they select from the store must be what a plain evaluation selects in memory.
@Suite struct GeneratedCriteriaTests {
    @Test func generatedTreesSelectWhatAPlainEvaluationSelects() async throws {
        let tester = try await AppTester.reading()
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await SchemaEditor(store: store).add([.custom("Samples", singular: "Sample", plural: "Samples", fields: Sample.fields)])
        var generator = CriteriaGenerator(numbers: TestNumbers(seed: 11))
        let samples = (1...120).map { generator.sample(id: 900_000_000_000_000_000 + Int64($0)) }
        try await store.insert(samples.map(\.cells), into: "Samples", Sample.fields.map(\.apiName))

        var selected: [Int] = []
        for _ in 0..<250 {
            let criteria = generator.criteria(depth: 3)
            let csv = try await tester.export(
                #"{"query":{"module":{"api_name":"Samples"},"fields":["id"],"criteria":\#(criteria.json)}}"#)
            let ids = csv.split(separator: "\n").dropFirst().compactMap { Int64($0) }
            let expected = samples.filter { criteria.matches($0) }.map(\.id)
            #expect(ids == expected, "\(criteria.json)")
            selected.append(ids.count)
            // Ten downloads a minute are allowed.
            tester.clock.advance(by: 7)
        }
        #expect(Set(selected).count > 20, "the trees select different numbers of records")
    }

    @Test func brokenCriteriaEndInADocumentedErrorAndNeverInAFailure() async throws {
        let tester = try await AppTester.reading()
        let documented = Set(BulkError.Code.all.map(\.name))
        var generator = CriteriaGenerator(numbers: TestNumbers(seed: 5))
        for _ in 0..<400 {
            let body = #"{"query":{"module":{"api_name":"Leads"},"criteria":\#(generator.brokenJSON(depth: 4))}}"#
            let answer = try await tester.send(.post, "/crm/bulk/v8/read", body: body)
            #expect(answer.status == 400 || answer.status == 201, "\(body)")
            if answer.status == 400 {
                #expect(documented.contains(answer.json["code"]?.string ?? ""), "\(body) \(answer.text)")
            }
        }
    }
}

/// A record with a field of every kind.
private struct Sample {
    var id: Int64
    var text: String?
    var options: [String]
    /// In hundredths.
    var amount: Int64?
    var count: Int64?
    var day: Int64?
    var time: Int64?
    var flag: Bool
    var owner: Int64?

    static let fields: [Field] = [
        .draft("Label", .text, length: 255), .draft("Choices", .multiselectpicklist), .draft("Amount", .currency, decimalPlaces: 2),
        .draft("Count", .integer), .draft("Day", .date), .draft("Moment", .datetime), .draft("Flag", .boolean),
        .draft("Person", .userlookup, lookup: .users),
    ]

    var cells: [CellValue] {
        [
            .integer(id), text.map { .text($0) } ?? .null, options.isEmpty ? .null : .text(options.joined(separator: ";")),
            amount.map { .integer($0) } ?? .null, count.map { .integer($0) } ?? .null, day.map { .integer($0) } ?? .null,
            time.map { .integer($0) } ?? .null, .integer(flag ? 1 : 0), owner.map { .integer($0) } ?? .null,
        ]
    }
}

/// Criteria as JSON, and what they mean, told independently of the product.
private indirect enum SampleCriteria {
    case leaf(json: String, matches: @Sendable (Sample) -> Bool)
    case group(isAnd: Bool, [SampleCriteria])

    var json: String {
        switch self {
        case .leaf(let json, _): json
        case .group(let isAnd, let members):
            #"{"group_operator":"\#(isAnd ? "and" : "OR")","group":[\#(members.map(\.json).joined(separator: ","))]}"#
        }
    }

    func matches(_ sample: Sample) -> Bool {
        switch self {
        case .leaf(_, let matches): matches(sample)
        case .group(true, let members): members.allSatisfy { $0.matches(sample) }
        case .group(false, let members): members.contains { $0.matches(sample) }
        }
    }
}

private struct CriteriaGenerator {
    var numbers: TestNumbers

    private static let texts = ["Ann", "ann", "ANNA", "Änne", "änne", "Bob", "bo", "a;b", "%", "_", "o'clock", "\\\"", "日本", "x y"]
    private static let options = ["Red", "green", "Blue", "äpfel"]
    private static let users = [ReadFixture.patricia, ReadFixture.jane, ReadFixture.boyle]

    mutating func sample(id: Int64) -> Sample {
        Sample(
            id: id, text: maybe { $0.pick(Self.texts) }, options: Self.options.filter { _ in below(3) == 0 },
            amount: maybe { Int64($0.below(9)) * 50 - 100 }, count: maybe { Int64($0.below(7)) - 2 },
            day: maybe { 19_000 + Int64($0.below(6)) }, time: maybe { 1_641_000_000 + Int64($0.below(8)) * 21_600 }, flag: below(2) == 0,
            owner: maybe { $0.pick(Self.users) })
    }

    mutating func criteria(depth: Int) -> SampleCriteria {
        guard depth > 0, below(3) > 0 else { return leaf() }
        return .group(isAnd: below(2) == 0, (0..<(1 + below(3))).map { _ in criteria(depth: depth - 1) })
    }

    private mutating func leaf() -> SampleCriteria {
        switch below(8) {
        case 0: text()
        case 1: choices()
        case 2: number("Amount", \.amount, hundredths: true)
        case 3: number("Count", \.count, hundredths: false)
        case 4: day()
        case 5: moment()
        case 6: flag()
        default: person()
        }
    }

    private mutating func text() -> SampleCriteria {
        let values = (0..<(1 + below(3))).map { _ in pick(Self.texts) }
        let value = values[0].lowercased()
        return switch below(8) {
        case 0: make("Label", "equal", quoted(values[0])) { $0.text?.lowercased() == value }
        case 1: make("Label", "not_equal", quoted(values[0])) { $0.text?.lowercased() != value }
        case 2:
            make("Label", "in", list(values.map(quoted) + ["\"${EMPTY}\""])) { sample in
                sample.text == nil || values.contains { $0.lowercased() == sample.text?.lowercased() }
            }
        case 3:
            make("Label", "not_in", list(values.map(quoted))) { sample in
                !values.contains { $0.lowercased() == sample.text?.lowercased() }
            }
        case 4: make("Label", "contains", quoted(values[0])) { $0.text?.lowercased().contains(value) == true }
        case 5: make("Label", "not_contains", quoted(values[0])) { $0.text?.lowercased().contains(value) != true }
        case 6: make("Label", "starts_with", quoted(values[0])) { $0.text?.lowercased().hasPrefix(value) == true }
        default: make("Label", "ends_with", quoted(values[0])) { $0.text?.lowercased().hasSuffix(value) == true }
        }
    }

    private mutating func choices() -> SampleCriteria {
        let wanted = Set(Self.options.filter { _ in below(3) == 0 } + [pick(Self.options)])
        let joined = quoted(wanted.map { $0.uppercased() }.joined(separator: ";"))
        let part = String(pick(Self.options).prefix(2)).lowercased()
        return switch below(4) {
        case 0: make("Choices", "equal", joined) { Set($0.options) == wanted }
        case 1: make("Choices", "not_equal", joined) { Set($0.options) != wanted }
        case 2: make("Choices", "starts_with", quoted(part)) { $0.options.contains { $0.lowercased().hasPrefix(part) } }
        default: make("Choices", "equal", "\"${EMPTY}\"") { $0.options.isEmpty }
        }
    }

    private mutating func number(_ field: String, _ path: any KeyPath<Sample, Int64?> & Sendable, hundredths: Bool) -> SampleCriteria {
        // In ten-thousandths, so that some lie between what can be stored.
        let wanted = (Int64(below(9)) * 50 - 100) * 100 + (below(3) == 0 ? Int64(below(100)) : 0)
        let scaled = hundredths ? wanted : wanted / 100 * 10_000
        let sign = scaled < 0 ? "-" : ""
        let text = "\(sign)\(scaled.magnitude / 10_000).\(String(scaled.magnitude % 10_000 + 10_000).dropFirst())"
        let json = below(2) == 0 ? text : "\"\(text)\""
        let unit: Int64 = hundredths ? 100 : 10_000
        let names = ["equal", "not_equal", "less_than", "less_equal", "greater_than", "greater_equal"]
        let name = pick(names)
        return make(field, name, json) { sample in
            guard let value = sample[keyPath: path].map({ $0 * unit }) else { return name == "not_equal" }
            return switch name {
            case "equal": value == scaled
            case "not_equal": value != scaled
            case "less_than": value < scaled
            case "less_equal": value <= scaled
            case "greater_than": value > scaled
            default: value >= scaled
            }
        }
    }

    private mutating func day() -> SampleCriteria {
        let low = 19_000 + Int64(below(6))
        let high = low + Int64(below(3)) - 1
        // 19000 days after the beginning of 1970 is the eighth of January 2022.
        let text = { (day: Int64) in "\"2022-01-\(String(day - 19_000 + 108).dropFirst())\"" }
        return switch below(4) {
        case 0: make("Day", "between", list([text(low), text(high)])) { $0.day.map { $0 >= low && $0 <= high } ?? false }
        case 1: make("Day", "not_between", list([text(low), text(high)])) { $0.day.map { $0 < low || $0 > high } ?? false }
        case 2: make("Day", "greater_than", text(low)) { $0.day.map { $0 > low } ?? false }
        default: make("Day", "not_equal", text(low)) { $0.day != low }
        }
    }

    private mutating func moment() -> SampleCriteria {
        let time = 1_641_000_000 + Int64(below(8)) * 21_600
        let text = "\"\(Date(timeIntervalSince1970: Double(time)).ISO8601Format())\""
        return switch below(4) {
        case 0: make("Moment", "equal", text) { $0.time == time }
        case 1: make("Moment", "less_equal", text) { $0.time.map { $0 <= time } ?? false }
        case 2: make("Moment", "greater_than", text) { $0.time.map { $0 > time } ?? false }
        default: make("Moment", "not_equal", "\"${EMPTY}\"") { $0.time != nil }
        }
    }

    private mutating func flag() -> SampleCriteria {
        let wanted = below(2) == 0
        return make("Flag", "equal", wanted ? "\"True\"" : "false") { $0.flag == wanted }
    }

    private mutating func person() -> SampleCriteria {
        let user = pick(Self.users)
        return switch below(3) {
        case 0: make("Person", "equal", "\"\(user)\"") { $0.owner == user }
        case 1: make("Person", "not_in", "[\(user)]") { $0.owner != user }
        default: make("Person.last_name", "equal", "\"sMITH\"") { $0.owner == ReadFixture.jane }
        }
    }

    /// JSON made of the right words in the wrong places.
    mutating func brokenJSON(depth: Int) -> String {
        let words = [
            "\"field\"", "\"api_name\"", "\"comparator\"", "\"value\"", "\"group\"", "\"group_operator\"", "\"equal\"", "\"in\"", "\"and\"",
            "\"Last_Name\"", "\"Owner.last_name\"", "\"${EMPTY}\"", "\"Created_Time\"", "\"between\"", "\"No_of_Employees\"", "1", "-1e9",
            "true", "null", "1e999", "\"2020-01-01\"", "\"\"",
        ]
        guard depth > 0 else { return pick(words) }
        switch below(5) {
        case 0: return "[\((0..<below(4)).map { _ in brokenJSON(depth: depth - 1) }.joined(separator: ","))]"
        case 1:
            return
                #"{"field":{"api_name":\#(pick(words))},"comparator":\#(pick(words)),"value":\#(brokenJSON(depth: depth - 1))}"#
        case 2: return #"{"group_operator":\#(pick(["\"and\"", "1", "null"])),"group":[\#(brokenJSON(depth: depth - 1))]}"#
        case 3:
            return
                "{\((0..<below(4)).map { _ in "\(pick(Array(words.prefix(6)))):\(brokenJSON(depth: depth - 1))" }.joined(separator: ","))}"
        default: return pick(words)
        }
    }

    private func make(
        _ field: String, _ comparator: String, _ value: String, _ matches: @escaping @Sendable (Sample) -> Bool
    ) -> SampleCriteria {
        .leaf(json: #"{"field":{"api_name":"\#(field)"},"comparator":"\#(comparator)","value":\#(value)}"#, matches: matches)
    }

    private func quoted(_ text: String) -> String { JSONValue.string(text).description }

    private func list(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &numbers) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
        below(5) == 0 ? nil : make(&self)
    }
}
