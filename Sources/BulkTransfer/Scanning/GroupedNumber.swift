/// Numbers as careful people write them. (bulk write specification, section 8.3)
enum GroupedNumber {
    /// Whether groups have three digits, or two before the last as in India, none of them begins the number with a zero, and a fraction
    /// stands behind one point. A whole number has a fraction of zeros at most, and not three of them, which would be a group.
    /// - Parameter grouping: for a blank, also the two that don't break a line.
    static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>, grouping: UInt8, point: UInt8, isWhole: Bool) -> Bool {
        var place = 0
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { place = 1 }
        let start = place
        var group = 0
        var groups = 1
        var smallGroups = 0
        while place < bytes.count, bytes[place] != point {
            if bytes[place] &- 0x30 < 10 {
                group += 1
                place += 1
                continue
            }
            let length = separatorLength(grouping, in: bytes, at: place)
            guard length > 0 else { return false }
            if groups == 1 {
                guard 1...3 ~= group, bytes[start] != UInt8(ascii: "0") else { return false }
            } else {
                guard group == 3 || group == 2 else { return false }
                if group == 2 { smallGroups += 1 }
            }
            groups += 1
            group = 0
            place += length
        }
        if groups > 1 {
            guard group == 3, smallGroups == 0 || smallGroups == groups - 2 else { return false }
        }
        guard place < bytes.count else { return place > start }
        let fraction = bytes[(place + 1)...]
        guard fraction.allSatisfy({ $0 &- 0x30 < 10 }), place > start || !fraction.isEmpty else { return false }
        return !isWhole || !fraction.isEmpty && fraction.count != 3 && fraction.allSatisfy { $0 == UInt8(ascii: "0") }
    }

    private static func separatorLength(_ grouping: UInt8, in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        if text[place] == grouping { return 1 }
        guard grouping == UInt8(ascii: " ") else { return 0 }
        if text[place...].starts(with: [0xC2, 0xA0]) { return 2 }
        return text[place...].starts(with: [0xE2, 0x80, 0xAF]) ? 3 : 0
    }
}
