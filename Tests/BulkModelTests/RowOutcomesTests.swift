import BulkModel
import Testing

@Suite struct RowOutcomesTests {
    private var outcomes: RowOutcomes {
        var outcomes = RowOutcomes()
        outcomes.append(.added, record: 5_725_767_000_000_000_001)
        outcomes.append(
            .skipped, errors: [RowError(.mandatoryNotFound, mapping: 0, .missing), RowError(.cannotProcess, mapping: nil, .severalMatch)])
        outcomes.append(.updated, record: 7)
        outcomes.append(.unprocessed)
        return outcomes
    }

    @Test func packedOutcomesComeBackAsTheyWere() throws {
        let back = try #require(RowOutcomes(bytes: outcomes.bytes))
        #expect(back == outcomes)
        #expect(back.errors.map(\.row) == [1, 1])
        #expect(back.records == [5_725_767_000_000_000_001, 0, 7, 0])
        #expect(RowOutcomes(bytes: RowOutcomes().bytes) == RowOutcomes())
    }

    @Test func damagedBytesAreNoOutcomes() {
        let bytes = outcomes.bytes
        for count in 0..<bytes.count { #expect(RowOutcomes(bytes: Array(bytes.prefix(count))) == nil) }
        var wrongStatus = bytes
        wrongStatus[8] = 9
        #expect(RowOutcomes(bytes: wrongStatus) == nil)
    }

    @Test func rowsAreCountedByTheirFate() {
        var progress = ResourceProgress()
        progress.count(outcomes)
        #expect((progress.added, progress.updated, progress.refused, progress.orphaned) == (1, 1, 1, 1))
        #expect((progress.skipped, progress.rows) == (2, 4))
        progress.unattempted = 5
        #expect((progress.skipped, progress.rows) == (7, 4), "rows never attempted have no outcome")
    }
}
