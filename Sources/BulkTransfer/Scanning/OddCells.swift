/// What spreadsheets and databases leave in cells that isn't meant as text: marks for no value, formulas, numbers with an exponent.
struct OddCells: Sendable {
    /// Marks that stand for no value, each as it is written.
    private(set) var markers: [String: SeenCells] = [:]
    /// `="00123"`, by which spreadsheets are kept from taking a text for a number.
    private(set) var formulas = SeenCells()
    /// `4.91764E+11`, whose last digits are lost.
    private(set) var exponents = SeenCells()

    /// In any column, and only in those whose values they can't be.
    private static let marks: Set<String> = [
        "#N/A", "#NV", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#ERROR!", "#BEZUG!", "#WERT!", "NULL", "\\N", "N/A",
        "n/a",
        "NaN", "(null)", "<null>", "[NULL]", "<NA>",
    ]
    private static let otherMarks: Set<String> = ["null", "nan", "none", "nil", "na", "-", "--", "n.a.", "?", "."]

    /// - Parameters:
    ///   - cell: a text without white space at its ends.
    ///   - isText: whether the column takes any text.
    mutating func add(_ cell: UnsafeBufferPointer<UInt8>, isText: Bool, count: Int, line: Int) {
        if Self.isFormula(cell) { formulas.add(cell, count: count, line: line) }
        if isText, Self.hasExponent(cell) { exponents.add(cell, count: count, line: line) }
        guard cell.count <= 8 else { return }
        let text = String(decoding: cell, as: UTF8.self)
        if Self.marks.contains(text) || !isText && Self.otherMarks.contains(text.lowercased()) {
            markers[text, default: SeenCells()].add(cell, count: count, line: line)
        }
    }

    /// Whether a text may be odd, told as fast as can be.
    @inline(__always)
    static func mayBeOdd(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = cell.first else { return false }
        switch first {
        case UInt8(ascii: "="): return cell.count >= 3
        case UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "N"),
            UInt8(ascii: "n"):
            return cell.count <= 8
        default: return (first &- 0x30 < 10 || first == UInt8(ascii: "-")) && hasExponent(cell)
        }
    }

    static func isFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        cell.count >= 3 && cell[0] == UInt8(ascii: "=") && cell[1] == UInt8(ascii: "\"") && cell[cell.count - 1] == UInt8(ascii: "\"")
    }

    /// `9.99E+99`, with one to three digits behind the sign.
    private static func hasExponent(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard 4...32 ~= cell.count else { return false }
        for digits in 1...3 {
            let sign = cell.count - digits - 1
            guard sign >= 2 else { return false }
            if cell[sign] == UInt8(ascii: "+") {
                guard cell[sign - 1] | 0x20 == UInt8(ascii: "e") else { return false }
                let number = cell[(cell[0] == UInt8(ascii: "-") ? 1 : 0)..<(sign - 1)]
                let isMantissa = number.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
                return isMantissa && number.first.map { $0 &- 0x30 < 10 } == true && cell[(sign + 1)...].allSatisfy { $0 &- 0x30 < 10 }
            }
        }
        return false
    }
}
