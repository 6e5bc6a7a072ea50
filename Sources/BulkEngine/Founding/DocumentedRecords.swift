/// Records that the samples of the service's documents ask for, so that each sample finds something in the demo organisation.
/// (bulk read specification, section 12.3)
enum DocumentedRecords {
    /// The creation time that many samples ask for, twice in one criterion.
    private static let instant = GivenValue.time("2020-06-03T17:31:48+05:30")

    /// The first records of a module, by its API name; what isn't named here is made up. Users count from the administrator, Patricia Boyle.
    static let values: [String: [[String: GivenValue]]] = [
        "Accounts": [["Account_Name": .text("Zylker Corp"), "Phone": .text("99807-1234")]],
        "Contacts": [
            [
                "First_Name": .text("Patricia"), "Last_Name": .text("Boyle"), "Full_Name": .text("Patricia Boyle"), "Owner": .target(0),
                "Account_Name": .target(0), "Lead_Source": .text("Advertisement"), "Created_Time": .time("2021-07-25T02:13:17+05:30"),
            ]
        ],
        "Leads": [
            [
                "First_Name": .text("Rita"), "Last_Name": .text("Patricia"), "Full_Name": .text("Rita Patricia"),
                "Company": .text("Zylker"),
                "Email": .text("patricia.b@zylker.com"), "Converted__s": .stored(0), "Created_Time": .time("2021-05-01T09:00:00+05:30"),
                "Modified_Time": .time("2021-06-01T10:00:00+05:30"),
            ],
            ["Event_Title": .text("New Automated Event"), "Converted__s": .stored(0)],
            ["Company": .text("Zoho"), "Email": .text("avc6@zoho.com"), "Converted__s": .stored(0)],
            ["Converted__s": .stored(0), "Created_Time": instant, "Modified_Time": instant],
            ["Converted__s": .stored(0), "Paid": .stored(1)],
        ],
        "Events": [["Event_Title": .text("New Event")], ["Event_Title": .text("New Automated Event")]],
        "Bookings": [["Last_Name": .text("Ray"), "All_Day": .stored(0), "Created_Time": instant, "Modified_Time": instant]],
        "Project_Details": [
            [
                "Project_Name": .text("Alpha"), "Project_Type": .text("Internal"), "Expected_Budget": .stored(3_500_000),
                "Status": .text("Open"),
            ],
            [
                "Project_Name": .text("Beta"), "Project_Type": .text("External"), "Expected_Budget": .stored(5_000_000),
                "Status": .text("Closed"),
            ],
        ],
        "Employees": [["Name": .text("Ann"), "Year_of_Experience": .stored(6)]],
        "EmpXSkills": [["Employees": .target(0), "Skills": .target(0)]],
    ]
}
