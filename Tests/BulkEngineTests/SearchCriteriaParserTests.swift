import BulkModel
import BulkTesting
import Testing

@testable import BulkEngine

/// Criteria of searches that nobody thought of. (platform specification, section 14.1)
@Suite struct SearchCriteriaParserTests {
    @Test func structureIsKeptAndSingleMembersAreNoGroups() throws {
        let criteria = try SearchCriteriaParser.parse("((A:equals:1)and((B:in:x\\,y,z))or(C:equals:))")
        #expect(
            criteria
                == .group(
                    .or,
                    [
                        .group(.and, [condition("A", "equals", ["1"], "1", 3), condition("B", "in", ["x,y", "z"], "x,y,z", 19)]),
                        condition("C", "equals", [""], "", 35),
                    ]))
        #expect(criteria.count == 3)
    }

    @Test func whatIsGeneratedIsReadBack() throws {
        var numbers = TestNumbers(seed: 3)
        for _ in 0..<2_000 {
            let criteria = Self.random(depth: 4, using: &numbers)
            let read = try SearchCriteriaParser.parse(criteria.text)
            #expect(Self.bare(read) == criteria.bare, "\(criteria.text)")
        }
    }

    @Test func brokenTextsEndInAProblemInsideOfThemAndNeverInACrash() {
        var numbers = TestNumbers(seed: 9)
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = Array(Self.random(depth: 3, using: &numbers).text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &numbers) {
                let place = Int.random(in: 0..<bytes.count, using: &numbers)
                switch Int.random(in: 0..<3, using: &numbers) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &numbers)
                case 1: bytes.insert(Array("():,\\ orand".utf8).randomElement(using: &numbers) ?? 0, at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do {
                _ = try SearchCriteriaParser.parse(text)
            } catch {
                refused += 1
                #expect((1...text.count + 1).contains(error.position), "\(text)")
                #expect(!error.reason.isEmpty)
            }
        }
        #expect((1_000..<20_000).contains(refused))
    }

    @Test func deepTextsAreRefusedRatherThanFollowed() {
        for text in [String(repeating: "(", count: 1_000_000), String(repeating: "((A:equals:1)and", count: 100_000)] {
            #expect(throws: SearchCriteriaParser.Problem.self) { try SearchCriteriaParser.parse(text) }
        }
    }

    private func condition(_ field: String, _ comparison: String, _ values: [String], _ text: String, _ position: Int) -> SearchCriteria {
        .condition(SearchCondition(field: field, comparison: comparison, values: values, text: text, position: position))
    }

    // MARK: Generated criteria

    /// Criteria, and a way to write them.
    private struct Sample {
        var text: String
        var bare: String
    }

    private static func random(depth: Int, using numbers: inout TestNumbers) -> Sample {
        guard depth > 0, Bool.random(using: &numbers) else {
            let values = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in value(using: &numbers) }
            let written = values.map { value in value.map { ",()\\".contains($0) ? "\\\($0)" : String($0) }.joined() }
            return Sample(text: "(Field:in:\(written.joined(separator: ",")))", bare: "Field in \(values)")
        }
        let word = Bool.random(using: &numbers) ? "and" : "or"
        let members = (0..<Int.random(in: 2...3, using: &numbers)).map { _ in random(depth: depth - 1, using: &numbers) }
        return Sample(
            text: "(" + members.map(\.text).joined(separator: Bool.random(using: &numbers) ? " \(word) " : word) + ")",
            bare: "\(word)[" + members.map(\.bare).joined(separator: " ") + "]")
    }

    private static func value(using numbers: inout TestNumbers) -> String {
        let letters: [Character] = ["a", "(", ")", ",", "\\", ":", " ", "ü", "田", "o", "r"]
        return String((0..<Int.random(in: 0...5, using: &numbers)).map { _ in letters.randomElement(using: &numbers) ?? "a" })
    }

    private static func bare(_ criteria: SearchCriteria) -> String {
        switch criteria {
        case .condition(let condition): "\(condition.field) \(condition.comparison) \(condition.values)"
        case .group(let word, let members): "\(word.rawValue)[" + members.map(bare).joined(separator: " ") + "]"
        }
    }
}
