import BulkEngine
import BulkModel
import BulkStore
import BulkTesting
import HTTPTypes
import Testing

/// Criteria that nobody thought of: whatever they select from the store must be what a plain evaluation selects in memory.
@Suite struct GeneratedCriteriaTests {
    @Test func generatedTreesSelectWhatAPlainEvaluationSelects() async throws {
        let tester = try await AppTester.reading()
        var generator = CriteriaGenerator(numbers: TestNumbers(seed: 11))
        let samples = try await generator.addSamples(to: tester)

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

    @Test func queriesSelectTheSameButForEmptyValues() async throws {
        let tester = try await AppTester.reading()
        var generator = CriteriaGenerator(numbers: TestNumbers(seed: 12))
        let samples = try await generator.addSamples(to: tester)
        let token = try await tester.token(scopes: "ZohoCRM.coql.READ,ZohoCRM.modules.ALL")
        var selected: [Int] = []
        for _ in 0..<400 {
            let criteria = generator.criteria(depth: 3)
            let body: JSONValue = ["select_query": .string("select id from Samples where \(criteria.condition) limit 200")]
            let answer = try await tester.send(.post, "/crm/v8/coql", body: body.description, token: token)
            let ids = (answer.json["data"]?.array ?? []).compactMap { $0["id"]?.string.flatMap { Int64($0) } }
            let expected = samples.filter { criteria.isSelected($0) }.map(\.id)
            #expect(answer.status == (expected.isEmpty ? 204 : 200), "\(criteria.condition) \(answer.text)")
            #expect(ids == expected, "\(criteria.condition)")
            selected.append(ids.count)
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
