import Testing

/// Requests that the service's documents print, sent as they are, with what the fixture of bulk read gives for them.
/// (bulk read specification, section 12.3)
enum DocumentedRequests {
    private static let callback = #""callback":{"url":"https://www.example.com/callback","method":"post"}"#
    private static let noURL = #""callback":{"method":"post"}"#
    private static let leadFields =
        #"["Last_Name","Owner","Owner.last_name","$converted","Lead_Source","Lead_Status","Company","Email","Mobile","Created_Time"]"#
    private static let contactFields =
        #"["Last_Name","Owner","Owner.last_name","Account_Name.Account_Name","Account_Name.Phone","Lead_Source","Created_Time"]"#
    private static let sameInstant = #"["2020-06-03T17:31:48+05:30","2020-06-03T17:31:48+05:30"]"#

    /// A request of a document and what must come of it.
    struct Example: CustomTestStringConvertible, Sendable {
        let id: String
        let version: String
        let body: String
        let count: Int64
        /// The beginning of the CSV; nil if any will do.
        var csv: String?

        var testDescription: String { id }
    }

    private static func javaSample(_ more: String, owner: String, title: String, module: String) -> String {
        """
        {"query":{"criteria":{"group_operator":"or","group":[{"group_operator":"and","group":[{"comparator":"equal","api_name":"All_day",\
        "value":false},{"comparator":"in","api_name":"Owner","value":["\(owner)"]}]},{"group_operator":"or","group":[\
        {"comparator":"equal","api_name":"Event_Title","value":"\(title)"},{"comparator":"between","api_name":"Created_Time",\
        "value":\(sameInstant)}]}]},"module":"\(module)"\(more),"page":1},\
        "callback":{"method":"post","url":"https://www.example.com/callback"}}
        """
    }

    private static func betweenSample(_ module: String, _ view: String) -> String {
        """
        {\(callback),"query":{"module":"\(module)","cvid":"\(view)","fields":["Last_Name"],"page":1,"criteria":{\
        "api_name":"Created_Time","comparator":"between","value":\(sameInstant)}}}
        """
    }

    private static func scriptSample(_ more: String, second: String) -> String {
        """
        {\(callback),"query":{"module":"Leads"\(more),"fields":["Last_Name"],"page":1,"criteria":{"group_operator":"or","group":[\
        {"group_operator":"and","group":[{"api_name":"Company","comparator":"equal","value":"Zoho"},{"api_name":"Owner",\
        "comparator":"in","value":["3477061173021"]}]},{"group_operator":"or","group":[\(second)]}]}}}
        """
    }

    private static func emailAndTimes(_ from: String, _ to: String) -> String {
        """
        {"api_name":"Email","comparator":"equal","value":"avc6@zoho.com"},\
        {"api_name":"Created_Time","comparator":"between","value":["\(from)","\(to)"]}
        """
    }

    static let all: [Example] = [
        Example(
            id: "S-03", version: "v7",
            body: """
                {"query":{"module":{"api_name":"Contacts"},"fields":\(contactFields),"criteria":{"field":{"api_name":"Last_Name"},\
                "comparator":"equal","value":"Boyle"}}}
                """,
            count: 1,
            csv: """
                Id,Last_Name,Owner,Owner.last_name,Account_Name.Account_Name,Account_Name.Phone,Lead_Source,Created_Time
                554023000000900001,Boyle,554023000000235011,Boyle,Zylker Corp,99807-1234,Advertisement,2021-07-25T02:13:17+05:30

                """),
        Example(
            id: "S-04", version: "v7",
            body: """
                {\(callback),"query":{"module":{"api_name":"Leads"},"cvid":"5725767000000087501","fields":\(leadFields),"criteria":{\
                "group":[{"field":{"api_name":"Last_Name"},"comparator":"equal","value":"Patricia"},{"field":{"api_name":"Email"},\
                "comparator":"equal","value":"patricia.b@zylker.com"},{"comparator":"between","field":{"api_name":"Modified_Time"},\
                "value":["2021-02-22T15:39:26+05:30","2021-07-20T09:00:00+05:30"]}],"group_operator":"and"}}}
                """,
            count: 1,
            csv: """
                Id,Last_Name,Owner,Owner.last_name,$converted,Lead_Source,Lead_Status,Company,Email,Mobile,Created_Time
                554023000000700001,
                """),
        Example(
            id: "S-05", version: "v2",
            body: """
                {\(callback),"query":{"module":"Contacts","fields":\(contactFields),"criteria":{"group_operator":"or","group":[\
                {"api_name":"Lead_Source","comparator":"equal","value":"Advertisement"},\
                {"api_name":"Owner.last_name","comparator":"equal","value":"Boyle"},\
                {"api_name":"Account_Name.Phone","comparator":"contains","value":"5"}]},"page":1}}
                """,
            count: 1),
        Example(
            id: "S-06", version: "v2",
            body: """
                {\(callback),"query":{"module":"Leads","cvid":"554023000000093005","fields":\(leadFields),"criteria":{\
                "api_name":"Owner.last_name","comparator":"equal","value":"Patricia Boyle"}}}
                """,
            count: 1),
        Example(
            id: "S-08", version: "v2", body: javaSample("", owner: "3477061001", title: "New Event", module: "Events"), count: 0,
            csv: "Id,Owner,Event_Title,"),
        Example(
            id: "S-09", version: "v2",
            body: javaSample(
                #","fields":["Last_Name"]"#, owner: "3477061000000173021", title: "New Automated Event", module: "Leads"),
            count: 1, csv: "Id,Last_Name\n554023000000700002,"),
        Example(
            id: "S-10", version: "v2",
            body: String(
                javaSample("", owner: "3477061000000173021", title: "New Automated Event", module: "Events").dropLast()
                    + #","file_type":"csv"}"#),
            count: 0),
        Example(id: "S-11 PHP", version: "v2", body: betweenSample("Leads", "347706187501"), count: 0),
        Example(id: "S-11 Ruby", version: "v2", body: betweenSample("Leads", "3524033000000087501"), count: 0),
        Example(id: "S-11 Python", version: "v2", body: betweenSample("Bookings", "3409643000000087501"), count: 1),
        Example(
            id: "S-12", version: "v2",
            body: """
                {\(callback),"query":{"module":"Bookings","cvid":"3409643000000087501","fields":["Last_Name"],"page":1,"criteria":{\
                "group_operator":"or","group":[{"group_operator":"and","group":[{"api_name":"All_Day","comparator":"equal",\
                "value":false},{"api_name":"Created_Time","comparator":"between","value":\(sameInstant)}]}]}}}
                """,
            count: 1),
        Example(
            id: "S-13", version: "v2",
            body: scriptSample("", second: emailAndTimes("2020-07-13T12:12:12+05:30", "2021-07-13T12:12:12+05:30")), count: 1,
            csv: "Id,Last_Name\n554023000000700001,"),
        Example(
            id: "S-13 fractions", version: "v2",
            body: scriptSample("", second: emailAndTimes("2020-07-13T06:42:12.000Z", "2021-07-13T06:42:12.000Z")), count: 1),
        Example(
            id: "S-14", version: "v2",
            body: scriptSample(
                #","cvid":"3477061087501""#,
                second: """
                    {"api_name":"Paid","comparator":"equal","value":true},\
                    {"api_name":"Created_Time","comparator":"between","value":\(sameInstant)}
                    """),
            count: 1, csv: "Id,Last_Name\n554023000000700002,"),
        Example(
            id: "S-15", version: "v2",
            body: """
                {"query":{"module":"Contacts","criteria":{"group_operator":"or","group":[{"api_name":"Lead_Source",\
                "comparator":"equal","value":"Advertisement"},{"api_name":"Owner.last_name","comparator":"equal","value":"Boyle"}]},\
                "page":1,"fields":["Last_Name","Owner","Account_Name.Account_Name","Account_Name.Phone","Lead_Source"]},\(callback)}
                """,
            count: 1),
        Example(
            id: "S-16", version: "v2",
            body: """
                {\(callback),"query":{"module":"Contacts","fields":["Last_Name","Owner","Owner.last_name",\
                "Account_Name.Account_Name"],"criteria":{"group_operator":"or","group":[\
                {"api_name":"Lead_Source","comparator":"equal","value":"Advertisement"},\
                {"api_name":"Owner.last_name","comparator":"equal","value":"Boyle"},\
                {"api_name":"Account_Name.Phone","comparator":"contains","value":"5"}]},"page":1}}
                """,
            count: 1, csv: "Id,Last_Name,Owner,Owner.last_name,Account_Name.Account_Name\n"),
        Example(
            id: "S-18", version: "v8",
            body: """
                {"query":{"module":{"api_name":"Project_Details"},"fields":["Project_Name","Project_Type","Expected_Budget","Status"],\
                "criteria":{"field":{"api_name":"Expected_Budget"},"comparator":"greater_equal","value":"40000"}}}
                """,
            count: 1,
            csv: "Id,Project_Name,Project_Type,Expected_Budget,Status\n554023000000500002,Beta,External,50000,Closed\n"),
        Example(
            id: "S-20", version: "v8",
            body: #"{\#(noURL),"query":{"module":{"api_name":"Appointments__s"}},"file_type":"csv"}"#, count: 1),
        ownerByName("Boyle", count: 1),
        ownerByName("Patricia Boyle", count: 1),
        ownerByName("Nobody", count: 0),
        Example(
            id: "S-22", version: "v8",
            body: """
                {\(noURL),"query":{"module":{"api_name":"Contacts"},"fields":["Last_Name","Owner","Owner.last_name",\
                "Account_Name.Account_Name","Account_Name.Phone","Lead_Source"],"criteria":{"group_operator":"or","group":[\
                {"field":{"api_name":"Lead_Source"},"comparator":"equal","value":"Advertisement"},\
                {"field":{"api_name":"Owner.last_name"},"comparator":"equal","value":"Boyle"},\
                {"field":{"api_name":"Account_Name.Phone"},"comparator":"contains","value":"99807"}]}}}
                """,
            count: 1),
    ]

    private static func ownerByName(_ name: String, count: Int64) -> Example {
        Example(
            id: "S-21 \(name)", version: "v8",
            body: """
                {\(noURL),"query":{"module":{"api_name":"Contacts"},"fields":["Last_Name","Owner","Lead_Source","Created_Time"],\
                "criteria":{"group_operator":"and","group":[\
                {"field":{"api_name":"Lead_Source"},"comparator":"equal","value":"Advertisement"},\
                {"field":{"api_name":"Owner"},"comparator":"equal","value":"\(name)"}]}}}
                """,
            count: count,
            csv: "Id,Last_Name,Owner,Lead_Source,Created_Time\n"
                + (count == 0 ? "" : "554023000000900001,Boyle,554023000000235011,Advertisement,2021-07-25T02:13:17+05:30\n"))
    }
}
