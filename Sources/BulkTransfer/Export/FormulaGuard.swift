/// Which cells a spreadsheet would take for a formula.
enum FormulaGuard {
    /// Stands in front of a guarded cell.
    static let sign = UInt8(ascii: "'")

    /// Whether a cell begins with `=`, `+`, `-`, `@`, a tab or a carriage return, and isn't a number as exports write one: a `-` or none,
    /// digits, and maybe a point and digits.
    static func guards(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        switch cell.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): true
        case UInt8(ascii: "-"): !isUnsignedNumber(cell.dropFirst())
        default: false
        }
    }

    private static func isUnsignedNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let whole = text.prefix { $0 &- 0x30 < 10 }
        let rest = text.dropFirst(whole.count)
        guard !whole.isEmpty, let point = rest.first else { return !whole.isEmpty }
        return point == UInt8(ascii: ".") && rest.count > 1 && rest.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
    }
}
