/// Ends the program with a message, which `precondition` lacks in optimized programs, so that libFuzzer keeps the input.
func expect(_ isAsExpected: Bool, _ message: @autoclosure () -> String = "not as expected", line: Int = #line) {
    if !isAsExpected { fatalError("line \(line): \(message())") }
}
