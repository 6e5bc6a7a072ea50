import Testing

@testable import BulkEngine

@Suite struct KeyTableTests {
    private func bytes<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        Array(text.utf8).withUnsafeBufferPointer(body)
    }

    @Test func keysAreNumberedInTheOrderTheyCome() {
        var table = KeyTable()
        #expect(bytes("b") { table.insert($0) } == (0, true))
        #expect(bytes("a") { table.insert($0) } == (1, true))
        #expect(bytes("b") { table.insert($0) } == (0, false))
        #expect(bytes("") { table.insert($0) } == (2, true))
        #expect(bytes("a") { table.number(of: $0) } == 1)
        #expect(bytes("c") { table.number(of: $0) } == nil)
    }

    @Test func manyKeysKeepTheirNumbers() {
        var table = KeyTable()
        for number in 0..<50_000 { _ = bytes("key \(number)") { table.insert($0) } }
        #expect((0..<50_000).allSatisfy { (number: Int) in bytes("key \(number)") { table.number(of: $0) } == number })
        table.removeAll()
        #expect(bytes("key 1") { table.number(of: $0) } == nil)
        #expect(bytes("new") { table.insert($0) } == (0, true))
    }
}
