import BulkModel
import FoundationEssentials
import Testing

@testable import BulkEngine

/// What an organisation may call for in a day and at a time. (platform specification, section 6.2)
@Suite struct CallMeterTests {
    private let organization = ObjectID(prefix: 1_000_001, sequence: 20_005)
    private let noon = Date(timeIntervalSince1970: 1_772_366_400)

    private func meter(_ change: (inout Limits) -> Void) -> CallMeter {
        var limits = Limits.native
        change(&limits)
        return CallMeter(limits: limits)
    }

    @Test func creditsComeBackADayAfterTheMinuteTheyWereSpentIn() throws {
        let meter = meter { $0.dailyCredits = DailyCredits(base: 100, perUser: 0, maximum: 100) }
        try spend(60, of: organization, after: 0, meter)
        try spend(40, of: organization, after: 3_600, meter)
        #expect(throws: spent(until: 86_400)) { try spend(1, of: organization, after: 7_200, meter) }
        #expect(throws: spent(until: 86_400)) { try spend(60, of: organization, after: 86_399, meter) }
        #expect(throws: spent(until: 86_400 + 3_600)) { try spend(61, of: organization, after: 86_399, meter) }
        try spend(60, of: organization, after: 86_400, meter)
        #expect(throws: spent(until: 86_400 + 3_600)) { try spend(1, of: organization, after: 86_400 + 3_599, meter) }
        try spend(40, of: organization, after: 86_400 + 3_600, meter)
    }

    @Test func theAllowanceGrowsWithTheUsersUpToAMaximum() {
        let meter = meter { $0.dailyCredits = .enterprise }
        let allowances = [1, 10, 4_950, 4_951, 100_000].map { meter.balance(of: organization, users: $0, at: noon)?.allowance }
        #expect(allowances == [51_000, 60_000, 5_000_000, 5_000_000, 5_000_000])
    }

    @Test func oneOrganizationDoesNotSpendTheCreditsOfAnother() throws {
        let meter = meter { $0.dailyCredits = DailyCredits(base: 10, perUser: 0, maximum: 10) }
        try spend(10, of: organization, after: 0, meter)
        try spend(10, of: ObjectID(prefix: 1_000_002, sequence: 20_005), after: 0, meter)
        #expect(meter.balance(of: organization, users: 1, at: noon)?.remaining == 0)
    }

    @Test func whatACallTurnsOutToCostIsCountedAfterwards() throws {
        let meter = meter { $0.dailyCredits = DailyCredits(base: 10, perUser: 0, maximum: 10) }
        try spend(1, of: organization, after: 0, meter)
        meter.spend(8, of: organization, at: noon)
        #expect(meter.balance(of: organization, users: 1, at: noon)?.remaining == 1)
    }

    @Test func anEndedCallMakesRoomForTheNext() throws {
        let meter = meter { $0.concurrentCalls = 2 }
        try meter.begin(.one, of: organization, users: 1, at: noon)
        try meter.begin(.one, of: organization, users: 1, at: noon)
        #expect(throws: CallRefusal(limit: .concurrentCalls, until: nil)) { try meter.begin(.one, of: organization, users: 1, at: noon) }
        meter.end(.one, of: organization)
        try meter.begin(.one, of: organization, users: 1, at: noon)
    }

    @Test func fewerHeavyCallsRunAtATimeThanOthers() throws {
        let meter = meter {
            $0.concurrentCalls = 3
            $0.concurrentHeavyCalls = 1
        }
        try meter.begin(.heavy, of: organization, users: 1, at: noon)
        #expect(throws: CallRefusal(limit: .concurrentCalls, until: nil)) { try meter.begin(.heavy, of: organization, users: 1, at: noon) }
        try meter.begin(.one, of: organization, users: 1, at: noon)
        meter.end(.heavy, of: organization)
        try meter.begin(.heavy, of: organization, users: 1, at: noon)
    }

    @Test func aCallThatCostsMoreThanADaysCreditsNeverComesThrough() {
        let meter = meter { $0.dailyCredits = DailyCredits(base: 10, perUser: 0, maximum: 10) }
        #expect(throws: CallRefusal(limit: .dailyCredits, until: nil)) { try spend(11, of: organization, after: 0, meter) }
    }

    private func spent(until seconds: TimeInterval) -> CallRefusal {
        CallRefusal(limit: .dailyCredits, until: noon.addingTimeInterval(seconds))
    }

    private func spend(_ credits: Int, of organization: ObjectID, after seconds: TimeInterval, _ meter: CallMeter) throws {
        let cost = CallCost(credits: credits)
        try meter.begin(cost, of: organization, users: 1, at: noon.addingTimeInterval(seconds))
        meter.end(cost, of: organization)
    }
}
