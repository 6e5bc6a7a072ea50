import BulkClient
import Testing

@Suite("Criteria")
struct CriteriaTests {
    @Test func aComparisonNamesItsFieldAndItsComparator() {
        let criteria = Criteria.comparison("Last_Name", .equal, "Lee")
        #expect(criteria.json.description == #"{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Lee"}"#)
    }

    @Test func membersAreJoinedByAGroupOperator() {
        let criteria = Criteria.any([.comparison("Age", .between, [18, 65]), .comparison("Email", .equal, Criteria.empty)])
        #expect(
            criteria.json.description
                == #"{"group_operator":"or","group":[{"field":{"api_name":"Age"},"comparator":"between","value":[18,65]},{"field":{"api_name":"Email"},"comparator":"equal","value":"${EMPTY}"}]}"#
        )
    }

    @Test func aGroupOfOneIsItsMember() {
        #expect(Criteria.all([.comparison("Age", .lessThan, 18)]).json == Criteria.comparison("Age", .lessThan, 18).json)
    }
}
