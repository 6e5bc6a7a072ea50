import BulkEngine
import BulkModel
import BulkStore

/// The organisation that the conformance cases of bulk write presuppose. (bulk write specification, section 14.1)
public enum WriteFixture {
    public static let prefix: Int64 = 5_725_767
    public static let zgid: Int64 = 60_001_234
    /// Patricia Boyle, who calls.
    public static let patricia: Int64 = 5_725_767_000_000_411_001
    /// J Smith, `j.smith@zylker.com`.
    public static let smith: Int64 = 5_725_767_000_000_281_001
    /// Accounts "Zylker", and two called "Dup Co".
    public static let a1: Int64 = 5_725_767_000_000_700_001
    public static let a2: Int64 = 5_725_767_000_000_700_002
    public static let a3: Int64 = 5_725_767_000_000_700_003
    /// Contacts Ray, of layout Partner, and Sen, of layout Standard.
    public static let c1: Int64 = 5_725_767_000_000_710_001
    public static let c2: Int64 = 5_725_767_000_000_710_002
    /// Leads: an ordinary one, one that waits for approval, one that is locked.
    public static let l1: Int64 = 5_725_767_000_000_720_001
    public static let l2: Int64 = 5_725_767_000_000_720_002
    public static let l3: Int64 = 5_725_767_000_000_720_003
    public static let standardLayout: Int64 = 5_725_767_000_000_091_055
    public static let vipLayout: Int64 = 5_725_767_000_001_022_170
    public static let contactLayout: Int64 = 5_725_767_000_000_091_033
    public static let partnerLayout: Int64 = 5_725_767_000_001_022_168

    static let founding = Founding(
        companyName: "Zylker", timeZone: "Asia/Kolkata",
        people: [
            .init(
                firstName: "Patricia", lastName: "Boyle", email: "p.boyle@zylker.com", timeZone: "Asia/Kolkata", sequence: 411_001),
            .init(firstName: "J", lastName: "Smith", email: "j.smith@zylker.com", timeZone: "Asia/Kolkata", sequence: 281_001),
        ],
        prefix: prefix, zgid: zgid, moduleSequences: ["Leads": 2_175])

    static func fill(_ store: any OrganizationStore) async throws {
        let editor = SchemaEditor(store: store)
        try await editor.add(modules)
        try await editor.add(leadFields, to: "Leads")
        try await editor.add([accountLookup], to: "Contacts")
        try await editor.add(
            [Layout(id: ObjectID(standardLayout), name: "Standard"), Layout(id: ObjectID(vipLayout), name: "VIP")], to: "Leads")
        try await editor.add(
            [Layout(id: ObjectID(contactLayout), name: "Standard"), Layout(id: ObjectID(partnerLayout), name: "Partner")],
            to: "Contacts")
        try await addRecords(FixtureRecords(store: store))
        try await store.setWaitsForApproval(ObjectID(l2), true)
    }

    private static let modules: [ModuleDraft] = [
        .subform(
            "Secondary", of: "Leads", label: "Secondary",
            fields: [.draft("Secondary_Email", .email, length: 100), .draft("Secondary_Phone", .phone, length: 30)]),
        .linking(
            "Lead_Contact_Lookup", from: .draft("Leads", .lookup, lookup: .module("Leads")),
            to: .draft("Contacts", .lookup, lookup: .module("Contacts")), label: "Leads X Contacts"),
        .subform(
            "Contact_Sub", of: "Contacts", label: "Contact Sub",
            fields: [.draft("Secondary_Email", .email, length: 100), .draft("Secondary_Phone", .phone, length: 30)]),
        .custom(
            "Trainings", singular: "Training", plural: "Trainings",
            fields: [
                .draft("Lead_Source", .picklist, pickListValues: ["Advertisement"]),
                .draft("Rating", .multiselectpicklist, pickListValues: ["A", "B"]),
                .draft("Registered_day", .date),
                .draft("Decimal", .double, length: 16, decimalPlaces: 2),
            ]),
    ]

    private static let accountLookup = Field.draft("Account_Lookup", .lookup, lookup: .module("Accounts"))

    private static let leadFields: [Field] = [
        .draft("Ext_Id", .text, length: 50, isUnique: true),
        .draft("Courses", .multiselectpicklist, pickListValues: ["A", "B"]),
        .draft("Employees", .integer, length: 9),
        .draft("Revenue", .currency, length: 16, decimalPlaces: 2),
        .draft("Opt_Out", .boolean),
        .draft("Reg_Day", .date),
        .draft("Visit", .datetime),
        .draft("Notes_S", .textarea, length: 2_000),
        accountLookup,
        .draft("Reviewer", .userlookup, lookup: .users),
        .draft("User", .userlookup, lookup: .users),
    ]

    private static func addRecords(_ records: FixtureRecords) async throws {
        try await records.insert(into: "Accounts", ["Account_Name"], [(a1, ["Zylker"]), (a2, ["Dup Co"]), (a3, ["Dup Co"])])
        try await records.insert(
            into: "Contacts", ["Last_Name", "Layout"],
            [(c1, ["Ray", "\(partnerLayout)"]), (c2, ["Sen", "\(contactLayout)"])])
        try await records.insert(
            into: "Leads", ["Last_Name", "Company", "Email", "Ext_Id", "Phone", "Lead_Source", "Owner", "Locked__s", "Converted__s"],
            [
                (l1, ["Old", "Acme", "old@x.com", "E-1", "111", "Advertisement", "\(patricia)", "false", "false"]),
                (l2, ["Wait", "Acme", "", "E-2", "", "", "\(patricia)", "false", "false"]),
                (l3, ["Lock", "Acme", "", "E-3", "", "", "\(patricia)", "true", "false"]),
            ])
    }
}
