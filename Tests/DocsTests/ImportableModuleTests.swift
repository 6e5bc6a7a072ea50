import BulkModel
import BulkTesting
import Testing

/// What docs/writing.md says of modules is what the program goes by.
@Suite struct ImportableModuleTests {
    @Test func everyModuleThatCanBeImportedIsListedWithItsScopeAndMandatoryFields() async throws {
        let tester = try await AppTester.reading()
        let modules = try await tester.engine.storage.store(of: tester.organization).schema().modules
        let standard = Set(StandardModules.templates().map(\.module.apiName))
        let importable = modules.filter { $0.isImportable && standard.contains($0.apiName) }
        let table = try #require(
            MarkdownTable.tables(in: try Documents.text("docs/writing.md")).tables.first {
                $0.rows[0] == ["Module", "Scope", "Mandatory fields"]
            })
        let rows = table.rows.filter { $0[0].hasPrefix("`") }
        #expect(Set(rows.map { $0[0] }) == Set(importable.map { "`\($0.apiName)`" }))
        for module in importable {
            guard let row = rows.first(where: { $0[0] == "`\(module.apiName)`" }) else { continue }
            #expect(row[1] == "`\(module.scopeName)`", "\(module.apiName)")
            let named = row[2].matches(of: /`([A-Za-z_]+)`/).map { String($0.1) }
            let mandatory = module.fields.filter { field in
                (field.isMandatory || field.isMandatoryInLayout) && (field.isImportable || field.isLineItems)
            }
            #expect(Set(named) == Set(mandatory.map(\.apiName)), "\(module.apiName)")
        }
    }
}
