import BulkModel
import BulkTesting
import Foundation
import Testing

import enum BulkClient.Criteria

@testable import BulkTransfer

/// Filters that nobody would write, and criteria that come back as they were.
@Suite("Filters made by chance")
struct WhereMutationTests {
    @Test func anyTextIsAFilterOrAFailureWithAPlace() {
        var numbers = TestNumbers(seed: 31)
        var read = 0
        for _ in 0..<4_000 {
            let text = (0..<Int.random(in: 0..<14, using: &numbers)).map { _ in Self.pieces.randomElement(using: &numbers)! }
                .joined(separator: Bool.random(using: &numbers) ? " " : "")
            if check(text) { read += 1 }
        }
        #expect(read < 400)
    }

    @Test func changedFiltersAreAFilterOrAFailureWithAPlace() {
        var numbers = TestNumbers(seed: 32)
        var read = 0
        for _ in 0..<4_000 {
            let text = ChangedText.random(of: Self.filters, inserting: Self.scalars, using: &numbers)
            if check(text) { read += 1 }
        }
        #expect(read > 100, "small changes often leave a filter")
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["(", "not ", "a.", "Contacts.", "'", "\"", "Last_Name = 'x' and ", "\n", "日", "e\u{301}", "9", "-", "2026-01-01"])
    func longTextsTakeTimeByTheirLength(piece: String) {
        let many = String(repeating: piece, count: 5_000)
        _ = check(many)
        _ = check("Last_Name = \(many)")
    }

    @Test func criteriaComeBackAsTheyWere() throws {
        var numbers = TestNumbers(seed: 33)
        for _ in 0..<3_000 {
            let criteria = Self.criteria(depth: 0, using: &numbers)
            guard criteria.count <= 25 else { continue }
            let text = Self.text(of: criteria, using: &numbers)
            let compiled = try #require(try? WhereCompilerTests.compiler(timeZone: "UTC").compile(text), "\(text)")
            #expect(compiled.criteria == criteria, "\(text)")
        }
    }

    /// - Returns: whether the text is a filter.
    private func check(_ text: String) -> Bool {
        do {
            let filter = try WhereCompilerTests.compiler().compile(text)
            #expect((1...25).contains(filter.criteria.count), "\(text.prefix(200))")
            return true
        } catch {
            #expect(error.place.lowerBound >= 0 && error.place.upperBound <= text.utf8.count, "\(text.prefix(200))")
            #expect(!error.message.isEmpty)
            let lines = error.rendered(width: 40).split(separator: "\n", omittingEmptySubsequences: false)
            let marks = lines.filter { $0.contains("^") && $0.allSatisfy { $0 == " " || $0 == "^" } }
            #expect(!marks.isEmpty && marks[0].count <= 42, "\(text.prefix(200))")
            return false
        }
    }

    private static func criteria(depth: Int, using numbers: inout TestNumbers) -> Criteria {
        guard depth < 3, Int.random(in: 0..<3, using: &numbers) > 0 || depth == 0 else { return leaf(using: &numbers) }
        let members = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in criteria(depth: depth + 1, using: &numbers) }
        return .joined(members, isAll: Bool.random(using: &numbers))
    }

    private static func leaf(using numbers: inout TestNumbers) -> Criteria {
        let texts = ["Lee", "O'Neil", "a \"b\"", "50%", "x\\y", "日本", "and", "%", "a\nb", "'", "\\", "${x}"]
        func text() -> JSONValue { .string(texts.randomElement(using: &numbers)!) }
        func number() -> JSONValue { .number(["0", "-5", "12.50", "9999999999999999999"].randomElement(using: &numbers)!) }
        func day() -> JSONValue { .string("20\(Int.random(in: 10...30, using: &numbers))-12-31") }
        func list(_ element: () -> JSONValue) -> JSONValue { .array((0...Int.random(in: 0...3, using: &numbers)).map { _ in element() }) }
        switch Int.random(in: 0..<9, using: &numbers) {
        case 0:
            return .comparison(
                "Last_Name", [.equal, .notEqual, .contains, .notContains, .startsWith, .endsWith].randomElement(using: &numbers)!, text())
        case 1: return .comparison("Last_Name", [.isIn, .notIn].randomElement(using: &numbers)!, list(text))
        case 2:
            return .comparison(
                "Annual_Revenue", [.equal, .notEqual, .lessThan, .lessEqual, .greaterThan, .greaterEqual].randomElement(using: &numbers)!,
                number())
        case 3: return .comparison("Children", [.isIn, .notIn].randomElement(using: &numbers)!, list(number))
        case 4: return .comparison("Date_of_Birth", [.between, .notBetween].randomElement(using: &numbers)!, [day(), day()])
        case 5: return .comparison("Date_of_Birth", [.equal, .lessThan, .greaterEqual].randomElement(using: &numbers)!, day())
        case 6:
            let time = JSONValue.string("2026-01-0\(Int.random(in: 1...9, using: &numbers))T10:00:00+00:00")
            return .comparison(
                "Last_Visit", [.equal, .notEqual, .lessThan, .lessEqual, .greaterThan].randomElement(using: &numbers)!, time)
        case 7: return .comparison("Email_Opt_Out", .equal, .boolean(Bool.random(using: &numbers)))
        default:
            return .comparison(
                ["Owner", "Owner.email", "Account_Name.Phone"].randomElement(using: &numbers)!,
                [.equal, .notEqual].randomElement(using: &numbers)!, Criteria.empty)
        }
    }

    private static func text(of criteria: Criteria, using numbers: inout TestNumbers) -> String {
        switch criteria {
        case .all(let members), .any(let members):
            let word = if case .all = criteria { "and" } else { "or" }
            return members.map { member in
                let text = text(of: member, using: &numbers)
                if case .comparison = member, Bool.random(using: &numbers) { return text }
                return "(\(text))"
            }.joined(separator: [" \(word) ", "\n\(word.uppercased())\t"].randomElement(using: &numbers)!)
        case .comparison(let field, let comparator, let value):
            if value == Criteria.empty {
                return "\(field) is \(comparator == .equal ? "" : "not ")\(Bool.random(using: &numbers) ? "null" : "empty")"
            }
            let words: [Criteria.Comparator: String] = [
                .equal: "=", .notEqual: "!=", .lessThan: "<", .lessEqual: "<=", .greaterThan: ">", .greaterEqual: ">=", .isIn: "in",
                .notIn: "not in",
                .contains: "contains", .notContains: "not contains", .startsWith: "starts with", .endsWith: "ends with",
                .between: "between",
                .notBetween: "not between",
            ]
            let values = (value.array ?? [value]).map { literal($0, using: &numbers) }
            switch comparator {
            case .isIn, .notIn: return "\(field) \(words[comparator]!) (\(values.joined(separator: ", ")))"
            case .between, .notBetween: return "\(field) \(words[comparator]!) \(values[0]) and \(values[1])"
            default: return "\(field) \(words[comparator]!) \(values[0])"
            }
        }
    }

    private static func literal(_ value: JSONValue, using numbers: inout TestNumbers) -> String {
        switch value {
        case .string(let text):
            if text.hasPrefix("20"), Bool.random(using: &numbers) { return text }
            let quote = Bool.random(using: &numbers) ? "'" : "\""
            return quote + text.replacing("\\", with: "\\\\").replacing(quote, with: quote + quote) + quote
        default: return value.description
        }
    }

    private static let pieces = [
        "Last_Name", "last_name", "Children", "Last_Visit", "Owner.email", "\"Last Name\"", "`Email`", "and", "or", "not", "(", ")", ",",
        "=", "==", "<>",
        "<=", "in", "between", "like", "contains", "starts with", "is", "null", "empty", "'x'", "'%x'", "\"y", "'", "1", "-2.5e9",
        "1e999999999", "true",
        "2026-01-01", "2026-13-01", "2026-01-01 10:00", "2026-01-01T", "today", "\n", "\t", "日", "é", "\u{0}", "Last_Name = 'a'",
        "Children > 3",
    ]

    private static let scalars: [Unicode.Scalar] = [
        "'", "\"", "`", "(", ")", ",", " ", "=", "!", "<", "\\", "%", "0", "a", "\n", "é", "\u{0}", "日", "-", ".", ":", "T", "\u{301}",
        "\u{200B}",
    ]

    private static let filters = [
        "Lead_Source = 'Advertisement' and Last_Visit >= 2026-01-01",
        "(Annual_Revenue > 1e6 or Lead_Source is not null) and Account_Name.Account_Name starts with 'Z'",
        "not (Children between 1 and 3 or \"Last Name\" like '%x%') and Owner in ('Boyle', 554023000000235011)",
        "Last_Visit between 2026-01-01 10:00 and today and Email_Opt_Out = true",
    ]
}
