import Testing

@testable import BulkFormats

/// The forms of dates and times that clients send. (platform specification, section 19)
@Suite struct ISO8601ParsingTests {
    /// 2020-06-03T12:01:00Z.
    private static let minute: Int64 = 1_591_185_660

    @Test(arguments: ["2020-06-03", "20200603"])
    func aDateMayHaveHyphensOrNone(text: String) {
        #expect(ISO8601.parse(text) == .date(days: 18_416))
    }

    @Test(
        arguments: [
            ("2020-06-03T12:01:48Z", 48, 0), ("2020-06-03t12:01:48z", 48, 0), ("20200603T120148Z", 48, 0), ("20200603T1201Z", 0, 0),
            ("2020-06-03T12:01Z", 0, 0), ("2020-06-03T17:31:48+05:30", 48, 19_800), ("2020-06-03T17:31:48+0530", 48, 19_800),
            ("2020-06-03T17:01:48+05", 48, 18_000), ("2020-06-03T17:31+05:30", 0, 19_800), ("2020-06-03T17:31+0530", 0, 19_800),
            ("20200603T173148+0530", 48, 19_800), ("20200603T1731+05:30", 0, 19_800), ("2020-06-03T08:31:48-03:30", 48, -12_600),
            ("2020-06-03T12:01:48-00:00", 48, 0),
        ] as [(String, Int64, Int)])
    func aTimeWithAnOffsetIsAMoment(text: String, second: Int64, offset: Int) {
        #expect(ISO8601.parse(text) == .dateTime(seconds: Self.minute + second, offset: offset, fraction: nil))
    }

    @Test func aFractionIsKeptAsItIsWritten() {
        #expect(ISO8601.parse("2020-06-03T12:01:48.0500Z")?.fraction == "0500")
        #expect(ISO8601.parse("20200603T120148.5")?.fraction == "5")
    }

    @Test(arguments: ["2020-06-03T12:01:48", "2020-06-03T12:01:48.000", "20200603T120148"])
    func aTimeWithoutAnOffsetIsThatOfAClock(text: String) {
        #expect(ISO8601.lacksOffset(text))
        #expect(ISO8601.parse(text)?.time(in: UTCOffsets(named: "Asia/Kolkata")) == Self.minute + 48 - 19_800)
    }

    @Test(
        arguments: [("2020-06-03T00:30:00+05:30", 18_416), ("1969-12-31T23:00:00-05:00", -1), ("1970-01-01T00:00:00+05:30", 0)]
            as [(String, Int64)])
    func theDayIsTheOneThatIsWritten(text: String, day: Int64) {
        #expect(ISO8601.parse(text)?.day == day)
    }

    @Test(arguments: [
        "", "2020", "2020-06", "202006", "2020-0603", "202006-03", "2020-6-3", "2020-02-30", "20200230", "2020-13-01", "20200100",
        "2020-06-03T", "2020-06-03T12", "2020-06-03T12:01:", "2020-06-03T1201Z", "20200603T12:01Z", "2020-06-03T24:00Z",
        "2020-06-03T12:60Z", "2020-06-03T12:01:60Z", "2020-06-03T12:01:48.Z", "2020-06-03T12:01.5Z", "2020-06-03T12:01:48+5",
        "2020-06-03T12:01:48+053", "2020-06-03T12:01:48+05:", "2020-06-03T12:01:48+24:00", "2020-06-03T12:01:48+05:60",
        "2020-06-03T12:01:48+05:30x", "2020-06-03 12:01:48Z", "2020-06-03Z", "yesterday", "06/03/2020",
    ])
    func anythingElseIsNone(text: String) {
        #expect(ISO8601.parse(text) == nil)
    }
}
