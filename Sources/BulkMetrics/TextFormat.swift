import BulkModel

/// Prometheus' text format, version 0.0.4.
public enum TextFormat {
    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// - Parameter families: each name once; they come in the order given.
    public static func text(_ families: [MetricFamily]) -> String {
        var text = ""
        for family in families {
            if let help = family.help { text += "# HELP \(family.name) \(escaped(help))\n" }
            text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
            for sample in family.samples {
                text += "\(family.name)\(sample.suffix)\(labels(sample.labels)) \(number(sample.value))\n"
            }
        }
        return text
    }

    private static func labels(_ labels: [MetricLabel]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",") + "}"
    }

    /// A text that stays on its line; in the value of a label, within its quotes too.
    private static func escaped(_ text: String, quotes: Bool = false) -> String {
        // Scalars, as a line's end may be one character with what stands before it.
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped.append(contentsOf: #"\\"#.unicodeScalars)
            case "\n": escaped.append(contentsOf: #"\n"#.unicodeScalars)
            case "\"" where quotes: escaped.append(contentsOf: #"\""#.unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// Whole numbers without a point, as far as they are exact.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int64(exactly: value).map { $0.magnitude < 1 << 53 ? String($0) : "\(value)" } ?? "\(value)"
    }
}
