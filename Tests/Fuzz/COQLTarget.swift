/// Called by libFuzzer with each input: a query.
@_cdecl("LLVMFuzzerTestOneInput") public func testCOQL(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    guard let query = read(text) else { return 0 }
    expect(!query.columns.isEmpty && query.condition.count > 0)
    expect(!query.module.isEmpty && query.condition.depth <= 2 * 100 + 1)
    // Blanks around a query are no part of it.
    expect(read("\n\t \(text)\r\n") == query, "with blanks around it is another query")
    // What is taken without chains is taken with them, as the same.
    if let strict = try? COQLParser.parse(text, allowsChains: false) { expect(strict == query, "without chains it is another query") }
    return 0
}

/// The query, or nil if the text is none; the place of an error is in the text.
private func read(_ text: String) -> COQLQuery? {
    do {
        return try COQLParser.parse(text)
    } catch .unexpected(let position, _, let expected) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        expect(position.line >= 1 && position.line <= lines.count && !expected.isEmpty)
        let characters = lines[position.line - 1].count { $0 & 0xC0 != 0x80 }
        expect(position.column >= 1 && position.column <= characters + 1, "the place is not in the text")
        return nil
    } catch {
        return nil
    }
}

extension COQLCondition {
    fileprivate var depth: Int {
        switch self {
        case .comparison: 1
        case .all(let members), .any(let members): 1 + (members.map(\.depth).max() ?? 0)
        }
    }
}
