import BulkModel
import Testing

@Suite struct StandardModulesTests {
    private let modules = StandardModules.templates().map(\.module)

    @Test func everyModuleThatTheDocumentsExportIsThere() {
        let names = Set(modules.filter(\.isExportable).map(\.apiName))
        #expect(
            names.isSuperset(of: [
                "Leads", "Accounts", "Contacts", "Deals", "Campaigns", "Tasks", "Cases", "Events", "Calls", "Solutions", "Products",
                "Vendors", "Price_Books", "Quotes", "Sales_Orders", "Purchase_Orders", "Invoices", "Appointments__s", "Services__s",
            ]))
        #expect(names.isDisjoint(with: ["Notes", "Attachments", "Users"]))
    }

    @Test func everyModuleHasARecordIDAndNoNameTwice() {
        for module in modules {
            #expect(module.field(named: "id") != nil, "\(module.apiName)")
            let names = module.fields.map { $0.apiName.lowercased() }
            #expect(Set(names).count == names.count, "\(module.apiName)")
        }
    }

    @Test func everyLookupLeadsToAModuleThatIsThere() {
        let schema = Schema(modules: modules.enumerated().map { Self.numbered($1, $0) })
        for module in modules {
            for field in module.fields where field.dataType == .lookup || field.dataType == .ownerlookup {
                if case .modules(let names)? = field.lookup {
                    for name in names { #expect(schema.module(named: name) != nil, "\(module.apiName).\(field.apiName) → \(name)") }
                } else {
                    #expect(schema.target(of: field) != nil, "\(module.apiName).\(field.apiName)")
                }
            }
        }
    }

    @Test func fieldsOfFeaturesThatAreOffAreAbsent() {
        let leads = modules.first { $0.apiName == "Leads" }
        #expect(leads?.field(named: "Exchange_Rate") == nil)
        let withCurrency = StandardModules.templates(features: [.multiCurrency]).first { $0.module.apiName == "Leads" }
        #expect(withCurrency?.module.field(named: "Exchange_Rate")?.storedForm == .decimal(scale: 9))
    }

    /// Schemas need ids that differ.
    private static func numbered(_ module: Module, _ number: Int) -> Module {
        var module = module
        module.id = ObjectID(Int64(number + 1))
        return module
    }
}
