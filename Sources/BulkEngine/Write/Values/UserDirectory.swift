import BulkModel

/// The users who can own records, by what a cell may call them. (bulk write specification, section 7.4)
struct UserDirectory: Sendable {
    private let ids: Set<Int64>
    private let byEmail: [[UInt8]: Int64]

    init(_ users: [User]) {
        let active = users.filter(\.isActive)
        ids = Set(active.map(\.id.rawValue))
        byEmail = Dictionary(active.map { (CaseFolding.folded($0.email.utf8), $0.id.rawValue) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameters:
    ///   - key: `id`, `email`, or nil for either.
    func user(_ text: UnsafeBufferPointer<UInt8>, by key: String?) -> Int64? {
        if key != "email", let id = RecordIDText.read(text) { return ids.contains(id) ? id : nil }
        return key == "id" ? nil : byEmail[CaseFolding.folded(text)]
    }
}

/// Ids as cells have them.
enum RecordIDText {
    /// One to nineteen digits that fit 64 bits.
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard (1...19).contains(text.count) else { return nil }
        var value: Int64 = 0
        for byte in text {
            guard byte &- 0x30 < 10 else { return nil }
            let (product, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.addingReportingOverflow(Int64(byte - 0x30))
            guard !first, !second else { return nil }
            value = sum
        }
        return value
    }
}
