/// A number of a criterion beside a field's scale: the largest stored integer that isn't above it, and whether that is the number itself.
struct NumberBound: Hashable {
    /// Saturates at the ends of 64 bits, which no stored value reaches.
    let floor: Int64
    let isExact: Bool

    /// What makes a text no number the field can be compared with.
    enum Problem: Error {
        case notANumber
        case tooManyDigits
    }

    private static let maximumDigits = 19

    /// - Parameters:
    ///   - text: digits with an optional sign, fraction and exponent.
    ///   - scale: decimal places of the field.
    init(_ text: String, scale: Int) throws(Problem) {
        var rest = text[...]
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let (fractionText, exponent) = try Self.exponent(of: parts.count > 1 ? parts[1] : "")
        let (wholeText, wholeExponent) = try Self.exponent(of: parts[0])
        guard parts.count == 1 || wholeText.count == parts[0].count else { throw .notANumber }
        let digits = Array((wholeText + fractionText).utf8)
        guard !wholeText.isEmpty, parts.count == 1 || !fractionText.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .notANumber
        }
        // Where the point stands among the digits once the number is multiplied by ten to the scale.
        let point = wholeText.count + exponent + wholeExponent + scale
        let significant = digits.drop { $0 == 0x30 }
        guard significant.count <= Self.maximumDigits + scale, wholeText.drop(while: { $0 == "0" }).count <= Self.maximumDigits else {
            throw .tooManyDigits
        }
        (floor, isExact) = Self.floor(of: digits, point: point, isNegative: isNegative)
    }

    private static func exponent(of text: Substring) throws(Problem) -> (digits: Substring, exponent: Int) {
        guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return (text, 0) }
        guard let exponent = Int(text[text.index(after: mark)...]), (-400...400).contains(exponent) else { throw .notANumber }
        return (text[..<mark], exponent)
    }

    private static func floor(of digits: [UInt8], point: Int, isNegative: Bool) -> (Int64, Bool) {
        var magnitude: Int64 = 0
        var overflows = false
        for place in 0..<max(point, 0) {
            let digit = place < digits.count ? Int64(digits[place] - 0x30) : 0
            let (product, first) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.addingReportingOverflow(digit)
            magnitude = sum
            overflows = overflows || first || second
        }
        if overflows { return (isNegative ? .min : .max, false) }
        let isExact = !digits.enumerated().contains { $0.offset >= max(point, 0) && $0.element != 0x30 }
        if isNegative { return (isExact ? -magnitude : -magnitude - 1, isExact) }
        return (magnitude, isExact)
    }
}
