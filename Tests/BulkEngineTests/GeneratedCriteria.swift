import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import Foundation

/// A record with a field of every kind.
struct Sample {
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

/// Criteria as JSON and as the condition of a query, and what they mean, told independently of the product.
indirect enum SampleCriteria {
    case leaf(Leaf)
    case group(isAnd: Bool, [SampleCriteria])

    struct Leaf {
        var json: String
        var condition: String
        var matches: @Sendable (Sample) -> Bool
        /// Whether a query wants a value where a criterion is content with none.
        var hasValue: @Sendable (Sample) -> Bool
    }

    var json: String {
        switch self {
        case .leaf(let leaf): leaf.json
        case .group(let isAnd, let members):
            #"{"group_operator":"\#(isAnd ? "and" : "OR")","group":[\#(members.map(\.json).joined(separator: ","))]}"#
        }
    }

    var condition: String {
        switch self {
        case .leaf(let leaf): leaf.condition
        case .group(let isAnd, let members): "(\(members.map(\.condition).joined(separator: isAnd ? " and " : " OR ")))"
        }
    }

    /// Whether the criteria select a record.
    func matches(_ sample: Sample) -> Bool {
        switch self {
        case .leaf(let leaf): leaf.matches(sample)
        case .group(true, let members): members.allSatisfy { $0.matches(sample) }
        case .group(false, let members): members.contains { $0.matches(sample) }
        }
    }

    /// Whether the condition selects a record.
    func isSelected(_ sample: Sample) -> Bool {
        switch self {
        case .leaf(let leaf): leaf.matches(sample) && leaf.hasValue(sample)
        case .group(true, let members): members.allSatisfy { $0.isSelected(sample) }
        case .group(false, let members): members.contains { $0.isSelected(sample) }
        }
    }
}

struct CriteriaGenerator {
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

    /// Fills a new module with records.
    mutating func addSamples(to tester: AppTester) async throws -> [Sample] {
        let store = try await tester.engine.storage.store(of: tester.organization)
        try await SchemaEditor(store: store).add([.custom("Samples", singular: "Sample", plural: "Samples", fields: Sample.fields)])
        let samples = (1...120).map { sample(id: 900_000_000_000_000_000 + Int64($0)) }
        try await store.insert(samples.map(\.cells), into: "Samples", Sample.fields.map(\.apiName))
        return samples
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
        case 0: make("Label", "equal", quoted(values[0]), "= \(literal(values[0]))") { $0.text?.lowercased() == value }
        case 1:
            make("Label", "not_equal", quoted(values[0]), "!= \(literal(values[0]))", hasValue: { $0.text != nil }) {
                $0.text?.lowercased() != value
            }
        case 2:
            make(
                "Label", "in", list(values.map(quoted) + ["\"${EMPTY}\""]),
                "in (\(values.map(literal).joined(separator: ", "))) or Label is null"
            ) { sample in
                sample.text == nil || values.contains { $0.lowercased() == sample.text?.lowercased() }
            }
        case 3:
            make(
                "Label", "not_in", list(values.map(quoted)), "not in (\(values.map(literal).joined(separator: ",")))",
                hasValue: { $0.text != nil }
            ) { sample in
                !values.contains { $0.lowercased() == sample.text?.lowercased() }
            }
        case 4:
            make("Label", "contains", quoted(values[0]), "like \(pattern(values[0], "%", "%"))") {
                $0.text?.lowercased().contains(value) == true
            }
        case 5:
            make("Label", "not_contains", quoted(values[0]), "not like \(pattern(values[0], "%", "%"))", hasValue: { $0.text != nil }) {
                $0.text?.lowercased().contains(value) != true
            }
        case 6:
            make("Label", "starts_with", quoted(values[0]), "like \(pattern(values[0], "", "%"))") {
                $0.text?.lowercased().hasPrefix(value) == true
            }
        default:
            make("Label", "ends_with", quoted(values[0]), "like \(pattern(values[0], "%", ""))") {
                $0.text?.lowercased().hasSuffix(value) == true
            }
        }
    }

    private mutating func choices() -> SampleCriteria {
        let wanted = Set(Self.options.filter { _ in below(3) == 0 } + [pick(Self.options)])
        let options = wanted.map { $0.uppercased() }.joined(separator: ";")
        let part = String(pick(Self.options).prefix(2)).lowercased()
        return switch below(4) {
        case 0: make("Choices", "equal", quoted(options), "= \(literal(options))") { Set($0.options) == wanted }
        case 1:
            make("Choices", "not_equal", quoted(options), "!= \(literal(options))", hasValue: { !$0.options.isEmpty }) {
                Set($0.options) != wanted
            }
        case 2:
            make("Choices", "starts_with", quoted(part), "like \(pattern(part, "", "%"))") {
                $0.options.contains { $0.lowercased().hasPrefix(part) }
            }
        default: make("Choices", "equal", "\"${EMPTY}\"", "is null") { $0.options.isEmpty }
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
        let operators = [
            "equal": "=", "not_equal": "!=", "less_than": "<", "less_equal": "<=", "greater_than": ">", "greater_equal": ">=",
        ]
        let name = pick(operators.keys.sorted())
        let condition = "\(operators[name] ?? "") \(json.replacing("\"", with: "'"))"
        return make(field, name, json, condition, hasValue: { $0[keyPath: path] != nil }) { sample in
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
        let literal = { (day: Int64) in text(day).replacing("\"", with: "'") }
        return switch below(4) {
        case 0:
            make("Day", "between", list([text(low), text(high)]), "between \(literal(low)) and \(literal(high))") {
                $0.day.map { $0 >= low && $0 <= high } ?? false
            }
        case 1:
            make("Day", "not_between", list([text(low), text(high)]), "not between \(literal(low)) and \(literal(high))") {
                $0.day.map { $0 < low || $0 > high } ?? false
            }
        case 2: make("Day", "greater_than", text(low), "> \(literal(low))") { $0.day.map { $0 > low } ?? false }
        default: make("Day", "not_equal", text(low), "!= \(literal(low))", hasValue: { $0.day != nil }) { $0.day != low }
        }
    }

    private mutating func moment() -> SampleCriteria {
        let time = 1_641_000_000 + Int64(below(8)) * 21_600
        let text = "\"\(Date(timeIntervalSince1970: Double(time)).ISO8601Format())\""
        let literal = text.replacing("\"", with: "'")
        return switch below(4) {
        case 0: make("Moment", "equal", text, "= \(literal)") { $0.time == time }
        case 1: make("Moment", "less_equal", text, "<= \(literal)") { $0.time.map { $0 <= time } ?? false }
        case 2: make("Moment", "greater_than", text, "> \(literal)") { $0.time.map { $0 > time } ?? false }
        default: make("Moment", "not_equal", "\"${EMPTY}\"", "is not null") { $0.time != nil }
        }
    }

    private mutating func flag() -> SampleCriteria {
        let wanted = below(2) == 0
        return make("Flag", "equal", wanted ? "\"True\"" : "false", wanted ? "= 'True'" : "= false") { $0.flag == wanted }
    }

    private mutating func person() -> SampleCriteria {
        let user = pick(Self.users)
        return switch below(3) {
        case 0: make("Person", "equal", "\"\(user)\"", "= '\(user)'") { $0.owner == user }
        case 1: make("Person", "not_in", "[\(user)]", "not in (\(user))", hasValue: { $0.owner != nil }) { $0.owner != user }
        default: make("Person.last_name", "equal", "\"sMITH\"", "= 'sMITH'") { $0.owner == ReadFixture.jane }
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
        _ field: String, _ comparator: String, _ value: String, _ condition: String,
        hasValue: @escaping @Sendable (Sample) -> Bool = { _ in true }, _ matches: @escaping @Sendable (Sample) -> Bool
    ) -> SampleCriteria {
        let json = #"{"field":{"api_name":"\#(field)"},"comparator":"\#(comparator)","value":\#(value)}"#
        return .leaf(.init(json: json, condition: "(\(field) \(condition))", matches: matches, hasValue: hasValue))
    }

    /// A text as queries write it.
    private func literal(_ text: String) -> String {
        "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "''"))'"
    }

    /// A pattern of `like` around a text.
    private func pattern(_ text: String, _ before: String, _ after: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
        return literal(before + escaped + after)
    }

    private func quoted(_ text: String) -> String { JSONValue.string(text).description }

    private func list(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &numbers) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
        below(5) == 0 ? nil : make(&self)
    }
}
