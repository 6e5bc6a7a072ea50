import BulkTransfer
import Testing

@Suite("Transfer failures")
struct TransferFailureTests {
    @Test func aFailureReadsAsItsMessage() {
        #expect("\(TransferFailure(.server, "the server can't be reached"))" == "the server can't be reached")
    }
}
