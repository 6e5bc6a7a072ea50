import BulkFormats
import Testing

/// The grammar of queries. (platform specification, section 15)
@Suite struct COQLParserTests {
    @Test func everyClauseIsRead() throws {
        let query = try COQLParser.parse(
            """
            SELECT Last_Name, count(id) As total, Account_Name.Owner.last_name
            from Contacts#554023000000087501
            where (Last_Name = 'Boyle' and Lead_Source is not null)
            GROUP BY Last_Name, Account_Name.Owner.last_name order by total DESC, Last_Name limit 10, 200
            """)
        #expect(
            query.columns == [
                COQLColumn(expression: .field("Last_Name")), COQLColumn(expression: .aggregate(.count, of: "id"), alias: "total"),
                COQLColumn(expression: .field("Account_Name.Owner.last_name")),
            ])
        #expect(query.module == "Contacts")
        #expect(query.view == "554023000000087501")
        #expect(
            query.condition
                == .all([.comparison("Last_Name", .equal, [.text("Boyle")]), .comparison("Lead_Source", .isNotNull)]))
        #expect(query.groups == ["Last_Name", "Account_Name.Owner.last_name"])
        #expect(
            query.order == [
                COQLOrder(expression: .field("total"), isAscending: false), COQLOrder(expression: .field("Last_Name"), isAscending: true),
            ])
        #expect(query.limit == 200)
        #expect(query.offset == 10)
    }

    @Test(
        arguments: [
            ("a = 'x'", .comparison("a", .equal, [.text("x")])), ("a != 5", .comparison("a", .notEqual, [.number("5")])),
            ("a!=5", .comparison("a", .notEqual, [.number("5")])), ("a<-1.5e3", .comparison("a", .less, [.number("-1.5e3")])),
            ("a <= +2", .comparison("a", .lessOrEqual, [.number("+2")])), ("a > 1", .comparison("a", .greater, [.number("1")])),
            ("a >= .5", nil), ("a <> 1", nil), ("a == 1", nil), ("a = x", nil), ("a = null", nil), ("a", nil), ("'a' = 1", nil),
            ("a >= 1", .comparison("a", .greaterOrEqual, [.number("1")])), ("a = TRUE", .comparison("a", .equal, [.boolean(true)])),
            ("a like '%x'", .comparison("a", .like, [.text("%x")])), ("a NOT LIKE 'x'", .comparison("a", .notLike, [.text("x")])),
            ("a in ('x', 2, false)", .comparison("a", .isIn, [.text("x"), .number("2"), .boolean(false)])),
            ("a not in (1)", .comparison("a", .notIn, [.number("1")])), ("a in ()", nil), ("a in 1", nil), ("a in (1", nil),
            ("a in (1,)", nil),
            ("a between 1 and 2", .comparison("a", .between, [.number("1"), .number("2")])),
            ("a not between 'x' AND 'y'", .comparison("a", .notBetween, [.text("x"), .text("y")])),
            ("a between 1 or 2", nil), ("a is null", .comparison("a", .isNull)), ("a is NOT null", .comparison("a", .isNotNull)),
            ("a is 1", nil), ("a not = 1", nil), ("a not null", nil), ("not a = 1", nil),
            ("!Leads.order = 1", .comparison("!Leads.order", .equal, [.number("1")])), ("order = 1", nil), ("a ! = 1", nil),
            ("'What_Id->Leads.id' = 1", .comparison("What_Id->Leads.id", .equal, [.number("1")])),
            ("$converted = true", .comparison("$converted", .equal, [.boolean(true)])),
        ] as [(String, COQLCondition?)])
    func eachOperatorTakesItsValues(text: String, condition: COQLCondition?) {
        let query = try? COQLParser.parse("select id from Leads where \(text)")
        #expect(query?.condition == condition, "\(text)")
    }

    @Test(arguments: [
        (#"'O''Neil'"#, "O'Neil"), (#"'O\'Neil'"#, "O'Neil"), (#"'a\\b'"#, #"a\b"#), (#"'C:\temp'"#, #"C:\temp"#), (#"'100\%'"#, #"100\%"#),
        (#"'\"x\"'"#, #""x""#), ("''", ""), ("'日本 -- ; /*'", "日本 -- ; /*"), ("'two\nlines'", "two\nlines"),
    ])
    func textsHaveEscapes(written: String, meant: String) throws {
        let query = try COQLParser.parse("select id from Leads where a = \(written)")
        #expect(query.condition == .comparison("a", .equal, [.text(meant)]))
    }

    @Test(
        arguments: [
            ("a = 1 and b = 2 or c = 3", .any([.all([.a, .b]), .c])), ("a = 1 or b = 2 and c = 3", .any([.a, .all([.b, .c])])),
            ("(a = 1 or b = 2) and c = 3", .all([.any([.a, .b]), .c])), ("((((a = 1))))", .a),
            ("a = 1 and b = 2 and c = 3", .all([.a, .b, .c])), ("a = 1 and (b = 2 and c = 3)", .all([.a, .all([.b, .c])])),
        ] as [(String, COQLCondition)])
    func andBindsMoreTightlyThanOr(text: String, condition: COQLCondition) throws {
        #expect(try COQLParser.parse("select id from Leads where \(text)").condition == condition)
    }

    @Test func withoutChainsEachTwoConditionsNeedParentheses() throws {
        let parse = { (text: String) in try COQLParser.parse("select id from Leads where \(text)", allowsChains: false) }
        #expect(try parse("(a = 1 and b = 2) or c = 3").condition == .any([.all([.a, .b]), .c]))
        #expect(
            throws: COQLError.unexpected(COQLPosition(line: 1, column: 44), near: "and", expected: "parentheses around each two conditions")
        ) {
            try parse("a = 1 and b = 2 and c = 3")
        }
    }

    @Test(
        arguments: [
            ("limit 5", 5, nil), ("limit 7, 5", 5, 7), ("limit 5 offset 7", 5, 7), ("offset 7", nil, 7), ("offset 7 limit 5", 5, 7),
            ("limit 0", 0, nil), ("limit -3", -3, nil), ("limit 99999999999999999999", .max, nil),
            ("limit -99999999999999999999", .min, nil),
        ] as [(String, Int?, Int?)])
    func aWindowIsWrittenInSeveralWays(text: String, limit: Int?, offset: Int?) throws {
        let query = try COQLParser.parse("select id from Leads where a = 1 \(text)")
        #expect(query.limit == limit)
        #expect(query.offset == offset)
    }

    @Test(arguments: [
        ("", "select"), ("delete from Leads", "select"), ("select id", "from"), ("select id from Leads", "where"),
        ("select id from Leads limit 5", "where"), ("select id from Leads order by id", "where"),
        ("select id from Leads#1 group by id", "where"),
    ])
    func aClauseThatIsMissingIsNamed(text: String, clause: String) {
        #expect(throws: COQLError.missingClause(clause)) { try COQLParser.parse(text) }
    }

    @Test(arguments: [
        ("select id Last_Name from Leads where a = 1", 1, 11, "Last_Name"), ("select id,\nfrom Leads where a = 1", 2, 1, "from"),
        ("select id from Leads where a = 'x", 1, 32, "'x"), ("select id from Leads where\n  a = 1;", 2, 8, ";"),
        ("select id from Leads where 'é'", 1, 28, "'é'"), ("select id from Leads where a = '日本' x", 1, 37, "x"),
        ("select é from Leads", 1, 8, "é"),
        ("select id from Leads where a = 1 limit 5, 6 offset 7", 1, 45, "offset"),
        ("select id from Leads where a = 1 limit 1.5", 1, 40, "1.5"),
        ("select sum(a, b) from Leads where a = 1", 1, 13, ","), ("select sum(*) from Leads where a = 1", 1, 12, "*"),
        ("select id from Leads#x where a = 1", 1, 22, "x"), ("select id from Leads where a = 1 and", 1, 37, ""),
        ("select id from Leads where (a = 1", 1, 34, ""), ("select id from Leads where a = 1)", 1, 33, ")"),
        ("select distinct id from Leads where a = 1", 1, 17, "id"), ("select * from Leads where a = 1", 1, 8, "*"),
        ("select id from Leads l where a = 1", 1, 22, "l"), ("select id from Leads where a = 1 having b = 2", 1, 34, "having"),
        ("select id from Leads where a = 1 union select id from Leads", 1, 34, "union"),
        ("select id from (select id from Leads) where a = 1", 1, 16, "("),
    ])
    func whatCannotStandAtAPlaceIsShown(text: String, line: Int, column: Int, near: String) throws {
        let error = #expect(throws: COQLError.self) { try COQLParser.parse(text) }
        guard case .unexpected(let position, let shown, let expected)? = error else {
            Issue.record("\(text) \(String(describing: error))")
            return
        }
        #expect(position == COQLPosition(line: line, column: column), "\(text)")
        #expect(shown == near)
        #expect(!expected.isEmpty)
    }

    @Test func parenthesesAreNestedSoDeepAndNoDeeper() throws {
        let nested = { (count: Int) in
            "select id from Leads where " + String(repeating: "(", count: count) + "a = 1" + String(repeating: ")", count: count)
        }
        #expect(try COQLParser.parse(nested(100)).condition == .a)
        #expect(throws: COQLError.tooDeep(COQLPosition(line: 1, column: 128))) { try COQLParser.parse(nested(101)) }
        #expect(throws: COQLError.self) { try COQLParser.parse(nested(1_000_000)) }
    }

    @Test func anAggregateIsOneOnlyBeforeAParenthesis() throws {
        let query = try COQLParser.parse("select Count, Max( Amount ), COUNT(*) from Deals where Sum = 1 order by MIN(Amount) asc")
        #expect(
            query.columns.map(\.expression) == [.field("Count"), .aggregate(.maximum, of: "Amount"), .aggregate(.count, of: "*")])
        #expect(query.columns.map(\.expression.name) == ["Count", "MAX(Amount)", "COUNT(*)"])
        #expect(query.order == [COQLOrder(expression: .aggregate(.minimum, of: "Amount"), isAscending: true)])
    }
}

extension COQLCondition {
    fileprivate static func comparison(_ column: String, _ comparator: COQLOperator, _ values: [COQLValue] = []) -> COQLCondition {
        .comparison(COQLComparison(column: column, comparator: comparator, values: values))
    }

    fileprivate static let a = comparison("a", .equal, [.number("1")])
    fileprivate static let b = comparison("b", .equal, [.number("2")])
    fileprivate static let c = comparison("c", .equal, [.number("3")])
}
