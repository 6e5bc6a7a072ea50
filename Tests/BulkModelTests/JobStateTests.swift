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
            ])
    }

    @Test func endedJobsStayAsTheyAre() {
        #expect(JobState.allCases.filter(\.isFinal) == [.completed, .failure])
    }
}
