import BulkModel
import Testing

/// (platform specification, section 4)
@Suite struct ScopeSetTests {
    @Test(arguments: [
        // Itself, whatever its letter case
        ("ZohoCRM.bulk.READ", "ZohoCRM.bulk", ScopeSet.Operation.read, true),
        ("ZohoCRM.bulk.read", "ZohoCRM.bulk", .read, true),
        ("zohocrm.BULK.Read", "ZohoCRM.bulk", .read, true),
        ("ZohoCRM.users.All", "ZohoCRM.users", .read, true),
        ("ZohoCRM.bulk.CREATE", "ZohoCRM.bulk", .read, false),
        ("ZohoFiles.files.ALL", "ZohoCRM.files", .create, false),
        // Every operation
        ("ZohoCRM.bulk.ALL", "ZohoCRM.bulk", .read, true),
        ("ZohoCRM.bulk.ALL", "ZohoCRM.bulk", .create, true),
        ("ZohoCRM.bulk.ALL", "ZohoCRM.bulk", .delete, true),
        ("ZohoCRM.bulk.ALL", "ZohoCRM.bulk", .write, true),
        // What changes something
        ("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads", .create, true),
        ("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads", .update, true),
        ("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads", .delete, true),
        ("ZohoCRM.modules.leads.WRITE", "ZohoCRM.modules.leads", .read, false),
        ("ZohoCRM.modules.leads.UPDATE", "ZohoCRM.modules.leads", .create, false),
        ("ZohoCRM.modules.WRITE", "ZohoCRM.modules.leads", .update, true),
        // Parents
        ("ZohoCRM.modules.ALL", "ZohoCRM.modules.leads", .read, true),
        ("ZohoCRM.modules.READ", "ZohoCRM.modules.leads", .read, true),
        ("ZohoCRM.modules.READ", "ZohoCRM.modules.leads", .create, false),
        ("ZohoCRM.settings.ALL", "ZohoCRM.settings.custom_views", .delete, true),
        ("ZohoCRM.settings.READ", "ZohoCRM.settings.fields", .read, true),
        ("ZohoCRM.settings.fields.READ", "ZohoCRM.settings.layouts", .read, false),
        ("ZohoCRM.modules.leads.READ", "ZohoCRM.modules", .read, false),
        ("ZohoCRM.ALL", "ZohoCRM.bulk", .read, false),
        ("ALL", "ZohoCRM.bulk", .read, false),
        // Modules
        ("ZohoCRM.modules.Contacts.ALL", "ZohoCRM.modules.contacts", .read, true),
        ("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts", .read, false),
        ("ZohoCRM.modules.PriceBooks.READ", "ZohoCRM.modules.pricebooks", .read, true),
        ("ZohoCRM.modules.price_books.READ", "ZohoCRM.modules.pricebooks", .read, false),
        ("ZohoCRM.modules.lead.READ", "ZohoCRM.modules.leads", .read, false),
        // Nothing
        ("", "ZohoCRM.bulk", .read, false),
        ("ZohoCRM.bulk.SING", "ZohoCRM.bulk", .read, false),
    ])
    func aScopeAllowsItselfItsChildrenAndNarrowerOperations(
        granted: String, wanted: String, operation: ScopeSet.Operation, isAllowed: Bool
    ) {
        #expect(ScopeSet(parsing: granted).allows(wanted, operation) == isAllowed)
    }

    @Test func anyScopeOfASetWillDo() {
        let set = ScopeSet(parsing: "ZohoCRM.org.READ,ZohoCRM.bulk.READ")
        #expect(set.allows("ZohoCRM.bulk", .read))
        #expect(!set.allows("ZohoCRM.bulk", .create))
    }

    @Test func commasAndBlanksSeparateAndSpellingIsKept() throws {
        let set = ScopeSet(parsing: "ZohoCRM.bulk.read, ZohoCRM.modules.Leads.READ ,,")
        #expect(set.scopes == ["ZohoCRM.bulk.read", "ZohoCRM.modules.Leads.READ"])
        #expect(try ScopeSet(checking: "ZohoCRM.bulk.read, ZohoCRM.modules.Leads.READ ,,") == set)
    }

    @Test(arguments: [
        "ZohoCRM.bulk.ALL", "zohocrm.users.all", "AaaServer.profile.READ", "ZohoCRM.bulk.backup.ALL", "ZohoCRM.send_mail.all.CREATE",
        "ZohoCRM.modules.custom.READ", "ZohoCRM.modules.appointments_rescheduled_history.READ", "ZohoCRM.settings.custom_views.WRITE",
    ])
    func whatFollowsTheGrammarIsTaken(scope: String) throws {
        #expect(try ScopeSet(checking: scope).scopes == [scope])
    }

    @Test func everythingThatAnOrganizationNeedsFollowsTheGrammar() throws {
        #expect(try ScopeSet(checking: ScopeSet.all.description) == .all)
    }

    @Test func everyModuleHasAScopeOfItsOwn() throws {
        for template in StandardModules.templates() where template.module.generatedType != .pseudo {
            _ = try ScopeSet(checking: "ZohoCRM.modules.\(template.module.scopeName).READ")
        }
    }

    @Test(arguments: [
        ("", ScopeError.none), (" , ", .none), ("ZohoCRM", .malformed("ZohoCRM")), ("ZohoCRM.ALL", .malformed("ZohoCRM.ALL")),
        ("ZohoCRM..ALL", .malformed("ZohoCRM..ALL")), ("ZohoCRM.bulk.ALL.", .malformed("ZohoCRM.bulk.ALL.")),
        ("ZohoCRM.bu-lk.ALL", .malformed("ZohoCRM.bu-lk.ALL")), ("ZohoCRM.büro.ALL", .malformed("ZohoCRM.büro.ALL")),
        ("ZohoCRM.bulk.SING", .unknownOperation("ZohoCRM.bulk.SING")), ("ZohoCRM.bulk.READ,x", .malformed("x")),
        ("ZohoCRM.modules.Leads", .unknownOperation("ZohoCRM.modules.Leads")),
        ("ZohoCRM.modules.Projects.READ", .unknownModule("ZohoCRM.modules.Projects.READ")),
    ])
    func whatWouldNeverAllowAnythingIsRefused(text: String, error: ScopeError) {
        #expect(throws: error) { try ScopeSet(checking: text) }
    }

    @Test(arguments: [
        ("ZohoCRM.modules.price_books.READ", "ZohoCRM.modules.pricebooks.READ"),
        ("ZohoCRM.modules.Price Books.read", "ZohoCRM.modules.pricebooks.read"),
        ("ZohoCRM.modules.sales_orders", "ZohoCRM.modules.salesorders.READ"), ("price books", "ZohoCRM.modules.pricebooks.READ"),
        ("Purchase_Orders.ALL", "ZohoCRM.modules.purchaseorders.ALL"),
        ("ZohoCRM.modules.appointmentsrescheduledhistory.READ", "ZohoCRM.modules.appointments_rescheduled_history.READ"),
        ("ZohoCRM.settings.custom views.READ", "ZohoCRM.settings.custom_views.READ"),
        ("ZohoCRM.settings.customviews.ALL", "ZohoCRM.settings.custom_views.ALL"),
    ])
    func aNameWithBlanksOrUnderscoresIsRefusedWithTheRightSpelling(text: String, right: String) {
        for list in [text, "ZohoCRM.bulk.ALL, \(text)", "ZohoCRM.bulk.ALL \(text)", "\(text),ZohoCRM.bulk.ALL"] {
            let error = #expect(throws: ScopeError.self) { try ScopeSet(checking: list) }
            #expect(error == .misspelt(text, right: right))
        }
        #expect(ScopeError.misspelt(text, right: right).description == "'\(text)' is no scope: it is written \(right)")
        #expect(throws: Never.self) { try ScopeSet(checking: right) }
    }

    @Test func blanksSeparateScopesThatAreWhole() throws {
        let set = try ScopeSet(checking: "ZohoCRM.bulk.ALL ZohoCRM.modules.leads.READ\tZohoCRM.org.READ")
        #expect(set.scopes == ["ZohoCRM.bulk.ALL", "ZohoCRM.modules.leads.READ", "ZohoCRM.org.READ"])
        #expect(throws: ScopeError.malformed("nonsense")) { try ScopeSet(checking: "ZohoCRM.bulk.ALL nonsense") }
    }
}
