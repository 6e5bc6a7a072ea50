import BulkModel
import Testing

@Suite struct ScopeSetTests {
    @Test(arguments: [
        ("ZohoCRM.bulk.READ", "ZohoCRM.bulk", ScopeSet.Operation.read, true),
        ("ZohoCRM.bulk.read", "ZohoCRM.bulk", .read, true),
        ("ZohoCRM.bulk.ALL", "ZohoCRM.bulk", .read, true),
        ("ZohoCRM.bulk.CREATE", "ZohoCRM.bulk", .read, false),
        ("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads", .read, true),
        ("ZohoCRM.modules.READ", "ZohoCRM.modules.leads", .read, true),
        ("ZohoCRM.modules.READ", "ZohoCRM.modules.leads", .create, false),
        ("ZohoCRM.modules.Contacts.ALL", "ZohoCRM.modules.contacts", .read, true),
        ("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts", .read, false),
        ("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads", .update, true),
        ("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads", .read, false),
        ("ZohoCRM.ALL", "ZohoCRM.bulk", .read, false),
        ("", "ZohoCRM.bulk", .read, false),
    ])
    func aScopeAllowsItselfItsChildrenAndNarrowerOperations(
        granted: String, wanted: String, operation: ScopeSet.Operation, isAllowed: Bool
    ) {
        #expect(ScopeSet(parsing: granted).allows(wanted, operation) == isAllowed)
    }

    @Test func commasAndBlanksSeparateAndSpellingIsKept() {
        let set = ScopeSet(parsing: "ZohoCRM.bulk.read, ZohoCRM.modules.Leads.READ ,,")
        #expect(set.scopes == ["ZohoCRM.bulk.read", "ZohoCRM.modules.Leads.READ"])
    }
}
