import Testing

@testable import BulkFormats

@Suite("Filters as they are written")
struct FilterParserTests {
    private func comparison(_ text: String) throws -> FilterComparison {
        guard case .comparison(let comparison) = try FilterParser.parse(text) else { throw COQLError.missingClause(text) }
        return comparison
    }

    @Test(
        "operators have several spellings",
        arguments: [
            ("a = 1", .equal), ("a == 1", .equal), ("a != 1", .notEqual), ("a <> 1", .notEqual), ("a<1", .less), ("a <= 1", .lessOrEqual),
            ("a CONTAINS 'x'", .contains), ("a Not Contains 'x'", .notContains), ("a starts with 'x'", .startsWith),
            ("a STARTS_WITH 'x'", .startsWith), ("a not ends with 'x'", .notEndsWith), ("a like 'x'", .like), ("a is empty", .isEmpty),
            ("a is NULL", .isEmpty), ("a is not null", .isNotEmpty), ("a is not empty", .isNotEmpty), ("a in (1)", .isIn),
            ("a not between 1 and 2", .notBetween),
        ] as [(String, FilterOperator)])
    func operators(text: String, comparator: FilterOperator) throws {
        #expect(try comparison(text).comparator == comparator)
    }

    @Test(
        "values are texts, numbers, dates and words",
        arguments: [
            ("'x'", .text("x")), ("\"it's\"", .text("it's")), ("'O''Neil'", .text("O'Neil")), (#""a""b\"c""#, .text("a\"b\"c")),
            ("-1.5e3", .number("-1.5e3")),
            ("2026-01-02", .moment("2026-01-02")), ("2026-01-02T10:00:00+02:00", .moment("2026-01-02T10:00:00+02:00")),
            ("2026-01-02 10:00", .moment("2026-01-02 10:00")), ("2026-1-2", .moment("2026-1-2")), ("TRUE", .boolean(true)),
            ("today", .word("today")),
            ("Müller", .word("Müller")), ("null", .word("null")),
        ] as [(String, FilterValue.Content)])
    func values(text: String, content: FilterValue.Content) throws {
        let value = try comparison("a = \(text)").values[0]
        #expect(value.content == content)
        #expect(value.place == 4..<4 + text.utf8.count)
    }

    @Test func aTimeIsOnlyTakenWhereOneStands() throws {
        let conditions = try FilterParser.parse("a > 2026-01-02 and b = 3")
        #expect(conditions.count == 2)
        #expect(throws: COQLError.self) { try FilterParser.parse("a = 2026-01-02 10") }
    }

    @Test func namesMayStandInQuotes() throws {
        for text in ["\"Lead Source\" = 1", "`Lead Source` = 1", "'Lead Source' = 1"] {
            let comparison = try comparison(text)
            #expect(comparison.name == "Lead Source" && comparison.isQuoted && comparison.namePlace == 0..<13)
            #expect(comparison.comparatorPlace == 14..<15)
        }
        #expect(try !comparison("Owner.last_name = 1").isQuoted)
    }

    @Test func notBeforeConditionsIsPushedInward() throws {
        guard case .any(let members) = try FilterParser.parse("not (a = 1 and not (b = 2 or c = 3))"),
            case .comparison(let first) = members[0], case .any(let inner) = members[1], case .comparison(let second) = inner[0]
        else {
            Issue.record("another structure")
            return
        }
        #expect(first.isNegated && !second.isNegated)
        #expect(try comparison("not not a = 1").isNegated == false)
    }

    @Test func nothingOfThisIsAQuery() {
        for condition in [
            "a == 1", "a <> 1", "a = \"x\"", "`a` = 1", "a = 2026-01-02", "not a = 1", "a contains 'x'", "a is empty", "a = x",
        ] {
            #expect(throws: COQLError.self, "\(condition)") { try COQLParser.parse("select id from Leads where \(condition)") }
            #expect(throws: Never.self, "\(condition)") { try FilterParser.parse(condition) }
        }
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "not (", count: 60) + "a = 1" + String(repeating: ")", count: 60)
        #expect(throws: COQLError.tooDeep(COQLPosition(line: 1, column: 251))) { try FilterParser.parse(deep) }
        #expect(throws: COQLError.self) { try FilterParser.parse(String(repeating: "not ", count: 100_000)) }
    }

    @Test func theInverseOfTheInverseIsTheOperator() {
        for comparator in FilterOperator.allCases {
            #expect(comparator.inverse != comparator && comparator.inverse.inverse == comparator)
        }
    }
}
