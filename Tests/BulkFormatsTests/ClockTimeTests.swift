import Testing

@testable import BulkFormats

@Suite struct ClockTimeTests {
    @Test(arguments: [("00:00", 0), ("14:05", 50_700), ("14:05:09", 50_709), ("23:59:59", 86_399)])
    func timesOfDayAreSecondsFromMidnight(text: String, second: Int) {
        #expect(text.read { ClockTime.read($0) } == second)
    }

    @Test(arguments: ["24:00", "12:60", "12:00:60", "9:00", "12", "12:00:", "12:00:00.5", "02:00 PM", "", "noon"])
    func otherTextsAreNoTimes(text: String) {
        #expect(text.read { ClockTime.read($0) } == nil)
    }
}
