import BulkEngine
import BulkModel
import BulkTesting
import Testing

/// What the demo holds can be exported and imported again.
@Suite struct DemoImportTests {
    /// Modules that no import takes. (bulk write specification, section 11.1)
    private static let notImportable: Set<String> = ["Events", "Calls", "Services__s", "Appointments__s"]

    @Test("every seeded module can be exported and imported again, with every row accepted")
    func everyModule() async throws {
        let tester = try await AppTester.demo()
        let schema = try await tester.engine.storage.store(of: tester.organization).schema()
        let rows = schema.modules.flatMap(\.fields).filter(\.isLineItems).compactMap(\.relatedModule)
        let seeded = DemoOrganization.contents.map(\.module) + rows
        #expect(rows.count == 4)
        for name in seeded where !Self.notImportable.contains(name) {
            let module = try #require(schema.module(named: name))
            let csv = try await tester.export(#"{"query":{"module":{"api_name":"\#(name)"}}}"#)
            let file = "id" + csv.dropFirst(2)
            // Links that exist can't be made again, and a quote can't be added without rows.
            let isUpdate = module.generatedType == .linking || module.fields.contains(where: \.isLineItems)
            let outcome =
                isUpdate
                ? try await tester.write("update", file, nil, module: name, findBy: "id")
                : try await tester.write("insert", file, nil, module: name)
            guard let total = outcome.details["resource"]?[0]?["file"]?["total_count"]?.integer else {
                Issue.record("\(name): \(outcome.details)")
                continue
            }
            #expect(total > 0, "\(name)")
            #expect(outcome.counts() == (isUpdate ? "0/\(total)/0/\(total)" : "\(total)/0/0/\(total)"), "\(name) \(refused(outcome))")
        }
        for name in Self.notImportable { #expect(schema.module(named: name)?.isImportable == false, "\(name)") }
    }

    /// The first lines that weren't accepted.
    private func refused(_ outcome: WriteOutcome) -> [String] {
        Array(outcome.lines().filter { $0.contains(",SKIPPED,") || $0.contains(",UNPROCESSED,") }.prefix(5))
    }
}
