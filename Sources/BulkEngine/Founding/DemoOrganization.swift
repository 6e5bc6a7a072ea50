public import BulkModel
import BulkStore

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

    /// What the demo holds, in an order in which lookups find their targets.
    public static let contents: [(module: String, records: Int)] = [
        ("Accounts", 2_000), ("Campaigns", 60), ("Contacts", 10_000), ("Leads", 10_000), ("Vendors", 80), ("Products", 300),
        ("Deals", 4_000), ("Project_Details", 1_500), ("Events", 3_000), ("Tasks", 3_000), ("Calls", 2_000), ("Cases", 1_200),
        ("Price_Books", 12), ("Quotes", 800), ("Quoted_Items", 2_400), ("Sales_Orders", 500), ("Ordered_Items", 1_500),
        ("Invoices", 400), ("Invoiced_Items", 1_200), ("Employees", 400), ("Skills", 40), ("EmpXSkills", 900),
    ]

    /// The modules that the demo has beyond the standard ones.
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
}

extension Engine {
    /// Makes the demo organisation and fills it.
    /// - Parameter progress: told the module and how many records it has so far.
    public func foundDemo(
        progress: @escaping @Sendable (_ module: String, _ done: Int, _ total: Int) -> Void
    ) async throws -> (organization: Organization, users: [User]) {
        try await found(DemoOrganization.founding) { store in
            try await SchemaEditor(store: store).add(DemoOrganization.customModules)
            let seeder = Seeder(store: store, seed: 7)
            for (module, records) in DemoOrganization.contents {
                try await seeder.seed(module, records: records) { progress(module, $0, records) }
            }
        }
    }
}
