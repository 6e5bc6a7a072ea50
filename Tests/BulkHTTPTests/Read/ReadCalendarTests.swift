import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Conformance cases of bulk read: meetings as a calendar. (sections 3.7 and 8.4)
@Suite struct ReadCalendarTests {
    @Test("BR-54, S-01 meetings come as one calendar: single, series, and the moved occurrence", arguments: ["v8", "v7"])
    func calendar(version: String) async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(
            #"{"query":{"module":{"api_name":"Events"}},"file_type":"ics"}"#, version: version)
        try await tester.runJobs()
        let details = try await tester.details(of: job, version: version)
        #expect(details["file_type"] == "ics")
        #expect(details["result"]?["per_page"] == 20_000)
        #expect(details["result"]?["count"] == 2)
        let ics = try await tester.calendar(of: job, version: version)
        #expect(ics.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && ics.hasSuffix("END:VCALENDAR\r\n"))
        let events = ics.components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst()
        #expect(events.count == 3)
        let series = try #require(events.first { $0.contains("\r\nRRULE:") })
        #expect(series.contains("SUMMARY:Standup\r\n") && series.contains("RRULE:FREQ=WEEKLY;INTERVAL=1;COUNT=10\r\n"))
        #expect(series.contains("UID:554023000000600001@longshore\r\n"))
        #expect(series.contains("DTSTART;TZID=Asia/Kolkata:20210308T090000\r\n"))
        let moved = try #require(events.first { $0.contains("\r\nRECURRENCE-ID") })
        #expect(moved.contains("UID:554023000000600001@longshore\r\n"))
        #expect(moved.contains("RECURRENCE-ID;TZID=Asia/Kolkata:20210315T090000\r\n"))
        let single = try #require(events.first { $0.contains("SUMMARY:Demo\r\n") })
        #expect(single.contains("DTSTART:20210309T093000Z\r\n") && single.contains("DTEND:20210309T103000Z\r\n"))
        #expect(
            single.contains("ORGANIZER;CN=\"Jane Smith\":mailto:jane.smith@zylker.example\r\n")
                || single.contains("ORGANIZER;CN=Jane Smith:mailto:jane.smith@zylker.example\r\n"))
    }

    @Test("S-07 criteria select meetings too (v2, file type beside the query)")
    func criteria() async throws {
        let tester = try await AppTester.reading()
        let job = try await tester.createRead(
            """
            {"query":{"module":"Events","criteria":{"group":[{"group":[{"api_name":"All_day","comparator":"equal","value":"false"},\
            {"api_name":"Owner","comparator":"in","value":["554023000000695002","554023000000691003"]}],"group_operator":"and"},\
            {"api_name":"Created_Time","comparator":"greater_equal","value":"2019-10-14T15:30:00+05:30"}],"group_operator":"or"}},\
            "file_type":"ics"}
            """, version: "v2")
        try await tester.runJobs()
        let ics = try await tester.calendar(of: job, version: "v2")
        #expect(ics.components(separatedBy: "BEGIN:VEVENT\r\n").count == 4)
    }

    @Test("a calendar of a batch goes on by page and by token")
    func batches() async throws {
        var limits = Limits.strict
        limits.recordsPerCalendar = 1
        let tester = try await AppTester.reading(limits: limits)
        let first = try await tester.createRead(#"{"query":{"module":{"api_name":"Events"},"file_type":"ICS"}}"#)
        try await tester.runJobs()
        let result = try await tester.details(of: first)["result"]
        #expect(result?["more_records"] == true && result?["per_page"] == 1)
        let token = try #require(result?["next_page_token"]?.string)
        let second = try await tester.createRead(#"{"query":{"page_token":"\#(token)"}}"#)
        try await tester.runJobs()
        #expect(try await tester.details(of: second)["file_type"] == "ics")
        #expect(try await tester.calendar(of: second).contains("SUMMARY:Demo\r\n"))
        #expect(!(try await tester.calendar(of: second).contains("Standup")))
    }

    @Test("BR-55 other modules are no calendar")
    func otherModule() async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Leads"}},"file_type":"ics"}"#),
            "MODULE_NOT_SUPPORTED", 400)
    }

    @Test("BR-56 a calendar has no fields to choose")
    func fields() async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(
                .post, readPath(),
                body: #"{"query":{"module":{"api_name":"Events"},"fields":["Event_Title"]},"file_type":"ics"}"#),
            "QUERY_NOT_SUPPORTED", 400)
    }

    @Test("edited occurrences are no module of their own")
    func occurrences() async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.send(.post, readPath(), body: #"{"query":{"module":{"api_name":"Occurrences__s"}}}"#),
            "MODULE_NOT_SUPPORTED", 400)
    }
}
