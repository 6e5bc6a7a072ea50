public import BulkModel
public import BulkStore

/// An organisation to try things with: people in several time zones, custom modules, and records in every module people use.
public enum DemoOrganization {
    public static let founding = Founding(
        companyName: "Zylker", timeZone: "America/Los_Angeles",
        people: [
            .init(firstName: "Patricia", lastName: "Boyle", email: "patricia@zylker.example", timeZone: "America/Los_Angeles"),
            .init(
                firstName: "Jane", lastName: "Smith", email: "jane.smith@zylker.example", timeZone: "Europe/London", role: "Manager",
                profile: "Standard"),
            .init(
                firstName: "Ravi", lastName: "Kumar", email: "ravi.kumar@zylker.example", timeZone: "Asia/Kolkata", role: "Manager",
                profile: "Standard"),
            .init(
                firstName: "Jörg", lastName: "Müller", email: "joerg.mueller@zylker.example", timeZone: "Europe/Berlin",
                role: "Sales", profile: "Standard"),
            .init(
                firstName: nil, lastName: "田中", email: "tanaka@zylker.example", timeZone: "Asia/Tokyo", role: "Sales",
                profile: "Standard"),
        ],
        // Always the same, so that an attempt that was killed is made anew in the same place.
        prefix: 5_725_767)

    /// What the demo holds, in an order in which lookups find their targets. The rows of quotes, orders and invoices come with these.
    public static let contents: [(module: String, records: Int)] = [
        ("Accounts", 2_000), ("Campaigns", 60), ("Contacts", 10_000), ("Leads", 10_000), ("Vendors", 80), ("Products", 300),
        ("Deals", 4_000), ("Project_Details", 1_500), ("Events", 3_000), ("Tasks", 3_000), ("Calls", 2_000), ("Cases", 1_200),
        ("Solutions", 60), ("Price_Books", 12), ("Quotes", 800), ("Sales_Orders", 500), ("Purchase_Orders", 200), ("Invoices", 400),
        ("Services__s", 8), ("Appointments__s", 300), ("Employees", 400), ("Skills", 40), ("EmpXSkills", 900), ("Trainings", 60),
        ("Bookings", 120), ("Secondary", 600), ("Contact_Sub", 600), ("Lead_Contact_Lookup", 500),
    ]

    /// Modules that samples of the export's documents name. (bulk read specification, section 12.1)
    public static let customModules: [ModuleDraft] = [
        .subform(
            "Project_Details", of: "Deals", label: "Project Details",
            fields: [
                .draft("Project_Name", .text, length: 120),
                .draft("Project_Type", .picklist, pickListValues: ["Internal", "External"]),
                .draft("Expected_Budget", .currency, length: 16, decimalPlaces: 2),
                .draft("Status", .picklist, pickListValues: ["Open", "Closed"]),
            ]),
        .custom(
            "Employees", singular: "Employee", plural: "Employees",
            fields: [.draft("Year_of_Experience", .integer, length: 9)]),
        .custom("Skills", singular: "Skill", plural: "Skills", fields: []),
        .linking(
            "EmpXSkills", from: .draft("Employees", .lookup, lookup: .module("Employees")),
            to: .draft("Skills", .lookup, lookup: .module("Skills")), label: "Employees X Skills"),
    ]

    /// Modules that other samples of the documents name. (bulk read and bulk write specifications, sections 12.1 and 14.1)
    private static let furtherModules: [ModuleDraft] = [
        .custom(
            "Trainings", singular: "Training", plural: "Trainings",
            fields: [
                .draft("Lead_Source", .picklist, pickListValues: ["Advertisement", "Trade Show", "Web"]),
                .draft("Rating", .multiselectpicklist, pickListValues: ["A", "B"]),
                .draft("Registered_day", .date),
                .draft("Decimal", .double, length: 16, decimalPlaces: 2),
            ]),
        .custom(
            "Bookings", singular: "Booking", plural: "Bookings",
            fields: [.draft("Last_Name", .text, length: 80), .draft("All_Day", .boolean)]),
        .subform("Secondary", of: "Leads", label: "Secondary", fields: secondaryFields),
        .subform("Contact_Sub", of: "Contacts", label: "Contact Sub", fields: secondaryFields),
        .linking(
            "Lead_Contact_Lookup", from: .draft("Leads", .lookup, lookup: .module("Leads")),
            to: .draft("Contacts", .lookup, lookup: .module("Contacts")), label: "Leads X Contacts"),
    ]

    private static let secondaryFields: [Field] = [
        .draft("Secondary_Email", .email, length: 100), .draft("Secondary_Phone", .phone, length: 30),
    ]

    private static let leadFields: [Field] = [
        .draft("Event_Title", .text, length: 255), .draft("All_day", .boolean), .draft("Paid", .boolean),
        .draft("User", .userlookup, lookup: .users),
    ]

    private static let contactFields: [Field] = [.draft("Account_Lookup", .lookup, lookup: .module("Accounts"))]

    /// Makes the demo's modules and fields, and fills them.
    /// - Parameter progress: told the module and how many records it has so far.
    public static func fill(
        _ store: any OrganizationStore,
        progress: @escaping @Sendable (_ module: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
    ) async throws {
        let editor = SchemaEditor(store: store)
        try await editor.add(customModules + furtherModules)
        try await editor.add(leadFields, to: "Leads")
        try await editor.add(contactFields, to: "Contacts")
        let seeder = Seeder(store: store, seed: 7)
        for (module, records) in contents {
            try await seeder.seed(module, records: records, given: DocumentedRecords.values[module] ?? []) { progress(module, $0, records) }
        }
    }
}

extension Engine {
    /// Makes the demo organisation and fills it.
    /// - Parameter progress: told the module and how many records it has so far.
    public func foundDemo(
        progress: @escaping @Sendable (_ module: String, _ done: Int, _ total: Int) -> Void
    ) async throws -> (organization: Organization, users: [User]) {
        try await found(DemoOrganization.founding) { try await DemoOrganization.fill($0, progress: progress) }
    }
}
