import Testing

@testable import BulkEngine

@Suite struct BatchSizeTests {
    @Test func slowTransactionsMakeSmallerBatchesAndFastOnesLargerAgain() {
        var size = BatchSize()
        #expect(size.rows == 10_000)
        size.adapt(rows: 10_000, duration: .milliseconds(201))
        #expect(size.rows == 5_000)
        size.adapt(rows: 5_000, duration: .milliseconds(150))
        #expect(size.rows == 5_000)
        size.adapt(rows: 5_000, duration: .milliseconds(99))
        #expect(size.rows == 10_000)
        size.adapt(rows: 10_000, duration: .milliseconds(1))
        #expect(size.rows == 10_000)
    }

    @Test func aBatchNeverShrinksToNothing() {
        var size = BatchSize()
        size.adapt(rows: 3, duration: .seconds(5))
        #expect(size.rows == 250)
    }
}
