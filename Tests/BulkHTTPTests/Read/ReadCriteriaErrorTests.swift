import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: criteria that are refused. (section 4.4)
@Suite struct ReadCriteriaErrorTests {
    /// A refusal: the criteria, the code, and the details; nil for an echo of the criteria.
    struct Refusal: CustomTestStringConvertible, Sendable {
        let name: String
        let module: String
        let criteria: String
        let code: String
        let details: JSONValue?
        var version = "v8"

        init(_ name: String, _ module: String, _ criteria: String, _ code: String, _ details: JSONValue?, version: String = "v8") {
            self.name = name
            self.module = module
            self.criteria = criteria
            self.code = code
            self.details = details
            self.version = version
        }

        var testDescription: String { "\(name) \(code)" }
    }

    private static func leaf(_ field: String, _ comparator: String, _ value: String) -> String {
        #"{"field":{"api_name":"\#(field)"},"comparator":"\#(comparator)","value":\#(value)}"#
    }

    private static let numberComparators: JSONValue = [
        "equal", "not_equal", "in", "not_in", "less_than", "less_equal", "greater_than", "greater_equal",
    ]
    private static let textComparators: JSONValue = [
        "equal", "not_equal", "in", "not_in", "contains", "not_contains", "starts_with", "ends_with",
    ]

    private static let refusals: [Refusal] = [
        Refusal(
            "BR-16", "Contacts", leaf("Created_Time", "between", #"["2021-08-01T10:00:00+05:30"]"#),
            "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", nil),
        Refusal(
            "BR-17", "Contacts", leaf("Created_Time", "greater_than", "\"2021-08-01T10:00:00.123+05:30\""),
            "VALUE_IN_CRITERIA_NOT_SUPPORTED", nil),
        Refusal(
            "BR-19", "Leads", leaf("Email_Opt_Out", "not_equal", "true"), "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED",
            ["comparator": "not_equal", "api_name": "Email_Opt_Out", "supported": ["equal"]]),
        Refusal(
            "BR-20", "Leads", leaf("Email_Opt_Out", "equal", "\"maybe\""), "INVALID_DATA",
            ["api_name": "Email_Opt_Out", "supported_values": ["true", "false"]]),
        Refusal(
            "BR-20 v7", "Leads", leaf("Email_Opt_Out", "equal", "\"maybe\""), "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
            ["api_name": "Email_Opt_Out"], version: "v7"),
        Refusal(
            "BR-20 empty", "Leads", leaf("Email_Opt_Out", "equal", "\"${EMPTY}\""), "INVALID_DATA",
            ["api_name": "Email_Opt_Out", "supported_values": ["true", "false"]]),
        Refusal(
            "BR-22", "Leads", leaf("No_of_Employees", "between", "[1,5]"), "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED",
            ["comparator": "between", "api_name": "No_of_Employees", "supported": numberComparators]),
        Refusal(
            "BR-23", "Leads", leaf("No_of_Employees", "equal", "\"abc\""), "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
            ["api_name": "No_of_Employees"]),
        Refusal(
            "BR-24", "Leads", leaf("Last_Name", "less_than", "\"M\""), "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED",
            ["comparator": "less_than", "api_name": "Last_Name", "supported": textComparators]),
        Refusal(
            "BR-25", "Leads", leaf("Last_Name", "equal", "\"\(String(repeating: "x", count: 256))\""),
            "VALUE_IN_CRITERIA_NOT_SUPPORTED", nil),
        Refusal(
            "BR-27", "Leads", leaf("Owner", "in", "[\((1...201).map { "\"\($0)\"" }.joined(separator: ","))]"),
            "VALUE_LIMIT_EXCEEDED_IN_CRITERIA", ["max_limit": 200]),
        Refusal(
            "BR-31", "Leads", #"{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"x","group":[]}"#,
            "AMBIGUOUS_CRITERIA", nil),
        Refusal(
            "BR-32", "Leads",
            #"{"group_operator":"xor","group":[\#(leaf("Last_Name", "equal", "\"a\"")),\#(leaf("Last_Name", "equal", "\"b\""))]}"#,
            "GROUP_OPERATOR_NOT_SUPPORTED", ["supported": ["and", "or"]]),
        Refusal("BR-34", "Leads", #"{"field":{"api_name":"Last_Name"},"value":"Lee"}"#, "INVALID_CRITERIA", nil),
        Refusal(
            "BR-35", "Leads", leaf("Nope", "equal", "1"), "FIELD_IN_CRITERIA_NOT_AVAILABLE", ["api_name": "Nope"]),
        Refusal("no object", "Leads", "[]", "CRITERIA_NOT_SUPPORTED", [:]),
        Refusal("a text", "Leads", "\"x\"", "CRITERIA_NOT_SUPPORTED", [:]),
        Refusal("empty object", "Leads", "{}", "INVALID_CRITERIA", [:]),
        Refusal("unknown comparator", "Leads", leaf("Last_Name", "like", "\"x\""), "INVALID_CRITERIA", nil),
        Refusal("group without operator", "Leads", #"{"group":[]}"#, "INVALID_CRITERIA", nil),
        Refusal("operator without group", "Leads", #"{"group_operator":"and"}"#, "INVALID_CRITERIA", nil),
        Refusal("group of texts", "Leads", #"{"group_operator":"and","group":["a","b"]}"#, "INVALID_CRITERIA", nil),
        Refusal("no field", "Leads", #"{"comparator":"equal","value":"x"}"#, "INVALID_CRITERIA", nil),
        Refusal(
            "files", "Leads", leaf("Docs", "equal", "\"x\""), "FIELD_IN_CRITERIA_NOT_SUPPORTED",
            ["api_name": "Docs", "comparator": "equal", "value": "x", "type": "value"]),
        Refusal(
            "dot after text", "Leads", leaf("Last_Name.x", "equal", "\"x\""), "FIELD_IN_CRITERIA_NOT_SUPPORTED",
            ["api_name": "Last_Name.x", "comparator": "equal", "value": "x", "type": "value"]),
        Refusal(
            "order of ids", "Leads", leaf("id", "greater_than", "1"), "FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE",
            ["comparator": "greater_than", "api_name": "id", "supported": ["equal", "not_equal", "in", "not_in"]]),
        Refusal(
            "converted", "Leads", leaf("$converted", "in", "[true]"), "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED",
            ["comparator": "in", "api_name": "$converted", "supported": ["equal"]]),
        Refusal(
            "object as value", "Leads", leaf("Last_Name", "equal", "{}"), "VALUE_TYPE_NOT_SUPPORTED",
            ["api_name": "Last_Name", "supported": ["string"]]),
        Refusal(
            "null as value", "Leads", leaf("No_of_Employees", "equal", "null"), "VALUE_TYPE_NOT_SUPPORTED",
            ["api_name": "No_of_Employees", "supported": ["number", "string"]]),
        Refusal(
            "boolean for text", "Leads", leaf("Last_Name", "equal", "true"), "VALUE_TYPE_NOT_SUPPORTED",
            ["api_name": "Last_Name", "supported": ["string"]]),
        Refusal(
            "array in array", "Leads", leaf("Last_Name", "in", "[[\"x\"]]"), "VALUE_TYPE_NOT_SUPPORTED",
            ["api_name": "Last_Name", "supported": ["string"]]),
        Refusal(
            "object as value, v5", "Leads", leaf("Last_Name", "equal", "{}"), "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
            ["api_name": "Last_Name"], version: "v5"),
        Refusal("array for equal", "Leads", leaf("Last_Name", "equal", "[\"x\"]"), "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", nil),
        Refusal("text for in", "Leads", leaf("Last_Name", "in", "\"x\""), "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", nil),
        Refusal("empty list", "Leads", leaf("Last_Name", "in", "[]"), "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", nil),
        Refusal(
            "empty contained", "Leads", leaf("Last_Name", "contains", "\"${EMPTY}\""),
            "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", nil),
        Refusal(
            "empty ordered", "Leads", leaf("No_of_Employees", "less_than", "\"${EMPTY}\""),
            "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", nil),
        Refusal(
            "name for a module's lookup", "Contacts", leaf("Account_Name", "equal", "\"Zylker\""),
            "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", ["api_name": "Account_Name"]),
        Refusal(
            "word for a date", "Contacts", leaf("Created_Time", "equal", "\"yesterday\""),
            "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", ["api_name": "Created_Time"]),
        Refusal(
            "no such day", "Contacts", leaf("Created_Time", "equal", "\"2021-02-30\""), "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE",
            ["api_name": "Created_Time"]),
        Refusal(
            "no offset", "Contacts", leaf("Created_Time", "equal", "\"2021-02-03T10:00:00\""),
            "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", ["api_name": "Created_Time"]),
        Refusal(
            "twenty digits", "Leads", leaf("No_of_Employees", "equal", "\"12345678901234567890\""), "VALUE_IN_CRITERIA_NOT_SUPPORTED",
            nil),
        Refusal(
            "exponent at the end of 64 bits", "Leads", leaf("Annual_Revenue", "equal", "\"1e-9223372036854775808\""),
            "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", ["api_name": "Annual_Revenue"]),
        Refusal("long id", "Leads", leaf("Owner", "equal", "\"12345678901234567890\""), "VALUE_IN_CRITERIA_NOT_SUPPORTED", nil),
        Refusal(
            "v2 knows no field object", "Leads", leaf("Last_Name", "equal", "\"x\""), "INVALID_CRITERIA", nil, version: "v2"),
    ]

    @Test("a criterion that can't be is refused by the documented code and details", arguments: refusals)
    func refused(refusal: Refusal) async throws {
        let tester = try await AppTester.reading()
        let module = refusal.version == "v2" ? "\"\(refusal.module)\"" : #"{"api_name":"\#(refusal.module)"}"#
        let answer = try await tester.send(
            .post, readPath(refusal.version), body: #"{"query":{"module":\#(module),"criteria":\#(refusal.criteria)}}"#)
        expectError(answer, refusal.code, 400, try refusal.details ?? JSONValue(parsing: refusal.criteria))
    }

    @Test(
        "a time without an offset is refused with the word that the offset is missing",
        arguments: ["2021-02-03T10:00:00", "20210203T1000"])
    func missingOffset(time: String) async throws {
        let tester = try await AppTester.reading()
        let criterion = Self.leaf("Created_Time", "equal", "\"\(time)\"")
        expectError(
            try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Contacts"},"criteria":\#(criterion)}}"#),
            "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE", 400, ["api_name": "Created_Time"],
            message: "Field 'Created_Time' is not supported with value '\(time)' for criteria \(criterion)."
                + " The offset from UTC is missing: write it behind the time, such as +05:30 or Z.")
    }

    @Test("the first failure from left to right, depth first, is the answer")
    func order() async throws {
        let tester = try await AppTester.reading()
        let inner = #"{"group_operator":"or","group":[\#(Self.leaf("Last_Name", "equal", "\"a\"")),\#(Self.leaf("Nope", "equal", "1"))]}"#
        let outer = #"{"group_operator":"and","group":[\#(inner),{}]}"#
        let answer = try await tester.send(
            .post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},"criteria":\#(outer)}}"#)
        expectError(
            answer, "FIELD_IN_CRITERIA_NOT_AVAILABLE", 400, ["api_name": "Nope"],
            message: #"Field api name 'Nope' is not available for criteria {"field":{"api_name":"Nope"},"comparator":"equal","value":1}."#
                + " Check visibility and permission for the field")
    }

    @Test("fields are looked at before criteria, views and pages before fields")
    func orderOfParts() async throws {
        let tester = try await AppTester.reading()
        let parts = [
            (#""cvid":"1""#, "CVID_NOT_SUPPORTED"), (#""page":0"#, "PAGE_NOT_SUPPORTED"), (#""fields":["Nope"]"#, "FIELD_NOT_AVAILABLE"),
            (#""criteria":{}"#, "INVALID_CRITERIA"),
        ]
        for first in parts.indices {
            let members = parts[first...].reversed().map(\.0).joined(separator: ",")
            let answer = try await tester.send(
                .post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"},\#(members)}}"#)
            #expect(answer.json["code"] == .string(parts[first].1))
        }
    }
}
