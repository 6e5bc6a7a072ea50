/// Numbers as JSON writes them.
public enum NumberLiteral {
    /// How far an exponent may move the point: further than the digits of any field reach.
    private static let furthestPoint = 64

    /// The number written without an exponent: `1.5e3` is `1500`. Exact, since nothing moves but the point.
    /// - Returns: nil for an exponent beyond all fields.
    public static func withoutExponent(_ literal: String) -> String? {
        guard let mark = literal.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return literal }
        guard let exponent = Int(literal[literal.index(after: mark)...]), (-furthestPoint...furthestPoint).contains(exponent) else {
            return nil
        }
        let sign = literal.hasPrefix("-") ? "-" : ""
        let parts = literal[..<mark].dropFirst(sign.count).split(separator: ".")
        var whole = String(parts[0])
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        if exponent >= 0 {
            let moved = fraction.prefix(exponent)
            whole += moved + String(repeating: "0", count: exponent - moved.count)
            fraction = String(fraction.dropFirst(exponent))
        } else {
            let padded = String(repeating: "0", count: max(1 - exponent - whole.count, 0)) + whole
            whole = String(padded.dropLast(-exponent))
            fraction = padded.suffix(-exponent) + fraction
        }
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}
