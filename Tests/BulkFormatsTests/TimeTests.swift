import BulkFormats
import Foundation
import Testing

@Suite struct TimeTests {
    @Test func everyDayOfFourCenturiesIsTheSameThereAndBack() {
        for day in -146_097...146_097 {
            #expect(CivilDate(daysSince1970: day).daysSince1970 == day)
        }
        #expect(CivilDate(daysSince1970: 0) == CivilDate(year: 1_970, month: 1, day: 1))
        #expect(CivilDate(daysSince1970: 11_016) == CivilDate(year: 2_000, month: 2, day: 29))
        #expect(CivilDate(daysSince1970: -1) == CivilDate(year: 1_969, month: 12, day: 31))
    }

    @Test(arguments: [
        (Int64(0), 0, "1970-01-01T00:00:00+00:00"),
        (-1, 0, "1969-12-31T23:59:59+00:00"),
        (1_627_159_397, 19_800, "2021-07-25T02:13:17+05:30"),
        (1_627_159_397, -12_600, "2021-07-24T17:13:17-03:30"),
        (253_402_300_799, 0, "9999-12-31T23:59:59+00:00"),
    ])
    func dateTimesShowTheOffset(seconds: Int64, offset: Int, expected: String) {
        #expect(ISO8601.dateTime(seconds, offset: offset) == expected)
    }

    @Test(arguments: [
        "Asia/Kolkata", "America/New_York", "America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia",
        "America/Sao_Paulo", "Africa/Casablanca", "UTC", "Asia/Kathmandu", "Europe/Dublin",
    ])
    func offsetsAreThoseOfTheZoneWinterAndSummer(name: String) throws {
        let zone = try #require(TimeZone(identifier: name))
        let offsets = UTCOffsets(zone)
        // A prime step, so that every hour of the day comes round.
        for time in stride(from: Int64(-2_208_988_800), to: 4_102_444_800, by: 1_000_003) {
            let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time)))
            #expect(offsets.offset(at: time) == expected, "\(name) at \(time)")
        }
    }

    @Test func theSecondOfAChangeHasTheNewOffset() {
        let offsets = UTCOffsets(named: "America/New_York")
        #expect(offsets.offset(at: 1_710_053_999) == -18_000)
        #expect(offsets.offset(at: 1_710_054_000) == -14_400)
    }

    @Test func anUnknownZoneIsUTC() {
        #expect(UTCOffsets(named: "Mars/Olympus").offset(at: 0) == 0)
    }
}
