import BulkTesting
import Testing

@testable import BulkTransfer

@Suite("Origins of rows")
struct RowOriginsTests {
    @Test func everyRowIsFoundAgain() {
        var numbers = TestNumbers(seed: 2)
        for _ in 0..<100 {
            var expected: [RowOrigins.Origin] = []
            var origins = RowOrigins()
            var place = RowOrigins.Origin(row: 1, line: 2)
            for _ in 0..<Int.random(in: 0...60, using: &numbers) {
                expected.append(place)
                origins.append(place)
                place.row += Int.random(in: 0...9, using: &numbers) == 0 ? 3 : 1
                place.line += Int.random(in: 0...5, using: &numbers) == 0 ? 4 : 1
            }
            #expect(origins.count == expected.count)
            #expect(expected.indices.map { origins[$0] } == expected)
            #expect(origins[-1] == nil && origins[expected.count] == nil)
        }
    }

    @Test func rowsOfTheSameNumberOfLinesTakeNoRoom() throws {
        var origins = RowOrigins()
        for row in 1...100_000 { origins.append(RowOrigins.Origin(row: row, line: row * 3)) }
        #expect(String(describing: origins).utf8.count < 300)
        #expect(origins[99_999] == RowOrigins.Origin(row: 100_000, line: 300_000))
    }
}
