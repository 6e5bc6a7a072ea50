import BulkEngine
import BulkModel
import BulkStore

/// The organisation that the conformance cases of bulk read presuppose. (bulk read specification, section 12.1)
public enum ReadFixture {
    public static let prefix: Int64 = 554_023
    public static let patricia: Int64 = 554_023_000_000_235_011
    public static let jane: Int64 = 554_023_000_000_691_003
    public static let boyle: Int64 = 554_023_000_000_691_009

    static let founding = Founding(
        companyName: "Zylker", timeZone: "Asia/Kolkata",
        people: [
            .init(
                firstName: "Patricia", lastName: "Boyle", email: "patricia.boyle@zylker.example", timeZone: "Asia/Kolkata",
                sequence: 235_011),
            .init(
                firstName: "Jane", lastName: "Smith", email: "jane.smith@zylker.example", timeZone: "Asia/Kolkata", sequence: 691_003),
            .init(
                firstName: nil, lastName: "Patricia Boyle", email: "pb@zylker.example", timeZone: "Asia/Kolkata", sequence: 691_009),
        ],
        prefix: prefix,
        moduleSequences: ["Accounts": 127, "Contacts": 129, "Leads": 125, "Events": 137, "Notes": 139])

    static func fill(_ store: any OrganizationStore) async throws {
        let editor = SchemaEditor(store: store)
        try await editor.add(modules)
        try await editor.add(leadFields, to: "Leads")
        try await editor.add(views)
        try await addRecords(FixtureRecords(store: store))
    }

    private static let modules: [ModuleDraft] =
        DemoOrganization.customModules + [
            .custom(
                "Bookings", singular: "Booking", plural: "Bookings",
                fields: [.draft("Last_Name", .text, length: 80), .draft("All_Day", .boolean)]),
            .custom(
                "Wide", singular: "Wide", plural: "Wide",
                fields: wideFields.map { .draft($0, .text, length: 255) }),
        ]

    /// `F001` to `F201`.
    public static let wideFields = (1...201).map { "F" + String(1_000 + $0).dropFirst() }

    private static let leadFields: [Field] = [
        .draft("Event_Title", .text, length: 255),
        .draft("All_day", .boolean),
        .draft("Paid", .boolean),
        .draft("Languages", .multiselectpicklist, pickListValues: ["English", "Tamil"]),
        .draft("Docs", .fileupload, isExportable: false),
        .draft("Health_Note", .text, length: 255, isRestricted: true),
    ]

    /// The views of the fixture; some have ids with the prefixes of other organisations, as the documents print them.
    private static let views: [CustomView] = [
        view(554_023_000_000_087_501, "Leads", isConverted: false, systemName: "ALLVIEWS"),
        view(554_023_000_000_087_502, "Leads", systemName: "COOWNERVIEW"),
        view(554_023_000_000_093_005, "Leads", isConverted: true),
        view(5_725_767_000_000_087_501, "Leads"),
        view(347_706_187_501, "Leads"),
        view(3_524_033_000_000_087_501, "Leads"),
        view(3_477_061_087_501, "Leads"),
        view(3_409_643_000_000_087_501, "Bookings"),
    ]

    private static func view(_ id: Int64, _ module: String, isConverted: Bool? = nil, systemName: String? = nil) -> CustomView {
        let criteria = isConverted.map {
            Criteria.criterion(Criterion(fieldName: "$converted", fieldID: nil, comparator: .equal, value: .boolean($0)))
        }
        return CustomView(id: ObjectID(id), module: module, name: "View \(id)", systemName: systemName, criteria: criteria)
    }

    private static func addRecords(_ records: FixtureRecords) async throws {
        try await records.insert(
            into: "Accounts", ["Account_Name", "Phone"],
            [(554_023_000_000_800_001, ["Zylker Corp", "99807-1234"]), (554_023_000_000_800_002, ["Acme, Inc.", ""])])
        try await records.insert(
            into: "Contacts", ["Last_Name", "Owner", "Account_Name", "Lead_Source", "Created_Time"],
            [
                (
                    554_023_000_000_900_001,
                    ["Boyle", "\(patricia)", "554023000000800001", "Advertisement", "2021-07-25T02:13:17+05:30"]
                ),
                (554_023_000_000_900_002, ["O\"Neil", "\(jane)", "554023000000800002", "", "2021-08-01T10:00:00+05:30"]),
                (554_023_000_000_900_003, ["Smith", "\(jane)", "", "Cold Call", "2021-08-02T10:00:00+05:30"]),
            ])
        try await records.insert(
            into: "Leads",
            [
                "Last_Name", "Company", "Annual_Revenue", "No_of_Employees", "Email_Opt_Out", "Languages", "Converted__s", "Owner", "Email",
                "Created_Time", "Modified_Time", "Event_Title", "All_day", "Paid", "Health_Note",
            ],
            [
                (
                    554_023_000_000_700_001,
                    [
                        "Patricia", "Zylker", "1000", "10", "true", "English;Tamil", "false", "\(patricia)", "patricia.b@zylker.com",
                        "2021-05-01T09:00:00+05:30", "2021-06-01T10:00:00+05:30", "", "false", "false", "well",
                    ]
                ),
                (
                    554_023_000_000_700_002,
                    [
                        "Kumar", "Acme", "", "25", "false", "", "false", "\(jane)", "kumar@acme.example",
                        "2021-09-01T09:00:00+05:30", "2021-09-02T10:00:00+05:30", "New Automated Event", "false", "true", "well",
                    ]
                ),
                (
                    554_023_000_000_700_003,
                    [
                        "Lee", "Initech", "2500.5", "3", "false", "English", "true", "\(boyle)", "lee@initech.example",
                        "2021-10-01T09:00:00+05:30", "2021-10-02T10:00:00+05:30", "", "false", "false", "well",
                    ]
                ),
            ])
        try await records.insert(
            into: "Events",
            ["Event_Title", "Owner", "All_day", "Start_DateTime", "End_DateTime", "Created_Time", "Modified_Time", "Recurring_Activity"],
            [
                (
                    554_023_000_000_600_001,
                    [
                        "Standup", "\(jane)", "false", "2021-03-08T09:00:00+05:30", "2021-03-08T09:15:00+05:30",
                        "2021-03-01T10:00:00+05:30", "2021-03-01T10:00:00+05:30", "FREQ=WEEKLY;INTERVAL=1;COUNT=10",
                    ]
                ),
                (
                    554_023_000_000_600_002,
                    [
                        "Demo", "\(jane)", "false", "2021-03-09T15:00:00+05:30", "2021-03-09T16:00:00+05:30",
                        "2021-03-01T10:00:00+05:30", "2021-03-01T10:00:00+05:30", "",
                    ]
                ),
            ])
        try await records.insert(
            into: "Occurrences__s",
            ["Parent_Id", "Original_Start__s", "Event_Title", "Start_DateTime", "End_DateTime", "Modified_Time"],
            [
                (
                    554_023_000_000_600_101,
                    [
                        "554023000000600001", "2021-03-15T09:00:00+05:30", "Standup", "2021-03-15T11:00:00+05:30",
                        "2021-03-15T11:15:00+05:30", "2021-03-02T10:00:00+05:30",
                    ]
                )
            ])
        try await records.insert(
            into: "Project_Details", ["Project_Name", "Project_Type", "Expected_Budget", "Status"],
            [
                (554_023_000_000_500_001, ["Alpha", "Internal", "35000", "Open"]),
                (554_023_000_000_500_002, ["Beta", "External", "50000", "Closed"]),
            ])
        try await records.insert(into: "Employees", ["Name", "Year_of_Experience"], [(554_023_000_000_510_001, ["Ann", "6"])])
        try await records.insert(into: "Skills", ["Name"], [(554_023_000_000_520_001, ["Social Media"])])
        try await records.insert(
            into: "EmpXSkills", ["Employees", "Skills"],
            [(554_023_000_000_530_001, ["554023000000510001", "554023000000520001"])])
        try await records.insert(into: "Appointments__s", ["Appointment_Name"], [(554_023_000_000_540_001, ["Checkup"])])
        try await records.insert(
            into: "Bookings", ["Last_Name", "All_Day", "Created_Time"],
            [(554_023_000_000_550_001, ["Ray", "false", "2020-06-03T17:31:48+05:30"])])
    }
}
