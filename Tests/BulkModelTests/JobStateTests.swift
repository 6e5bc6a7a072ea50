import BulkModel
import Testing

@Suite struct JobStateTests {
    @Test func everyLegalStepIsInTheTableAndNoOther() {
        let steps = JobState.allCases.flatMap { from in
            JobState.allCases.filter(from.canBecome).map { "\(from.rawValue) → \($0.rawValue)" }
        }
        #expect(
            Set(steps) == [
                "ADDED → IN PROGRESS", "IN PROGRESS → COMPLETED", "IN PROGRESS → FAILURE", "IN PROGRESS → ADDED",
                "ADDED → CANCELLED", "ADDED → CANCELLING", "IN PROGRESS → CANCELLING", "CANCELLING → CANCELLED",
                "CANCELLING → COMPLETED", "CANCELLING → FAILURE", "FAILURE → ADDED", "CANCELLED → ADDED",
            ])
    }

    @Test func onlyWhatCameToItsEndStaysAsItIs() {
        #expect(JobState.allCases.filter(\.hasEnded) == [.cancelled, .completed, .failure])
        #expect(JobState.allCases.filter(\.successors.isEmpty) == [.completed])
    }
}
