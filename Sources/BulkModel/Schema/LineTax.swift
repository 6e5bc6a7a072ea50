/// A tax of a line item: its name, and how many per cent of the line it takes. (platform specification, section 14.4)
///
/// Cells and the store have a list of them as text, `Vat - 12.5 %;Sales Tax - 2 %`, which is read from what people write and written in one
/// form; the record API has objects. Organisations keep no table of taxes, so there is no id.
public struct LineTax: Hashable, Sendable {
    public let name: String
    /// Digits with or without a fraction, exact; nil where only the name is known.
    public let percentage: String?

    private static let separator = ";"
    private static let longestName = 120
    /// Digits in front of the decimal point, as percentages have them.
    private static let wholeDigits = 5
    private static let fractionDigits = 9

    /// Nil for a name that can't be one, and for what is no percentage.
    public init?(name: String, percentage: String?) {
        let name = Self.trimmed(name[...])
        guard !name.isEmpty, name.unicodeScalars.count <= Self.longestName, !name.contains(Self.separator),
            !name.unicodeScalars.contains(where: { $0.value < 0x20 })
        else { return nil }
        self.name = String(name)
        guard let percentage else {
            self.percentage = nil
            return
        }
        guard let number = Self.number(percentage) else { return nil }
        self.percentage = number
    }

    /// `NAME - NUMBER %`, or a name alone.
    private init?(text: Substring) {
        guard text.last == "%" else {
            self.init(name: String(text), percentage: nil)
            return
        }
        let front = Self.trimmed(text.dropLast())
        let digits = String(front.reversed().prefix { $0 == "." || $0.isASCII && $0.isNumber }.reversed())
        var name = front.dropLast(digits.count)
        guard !name.isEmpty else { return nil }
        let isApart = name.last == " " || name.last == "-"
        name = Self.trimmed(name)
        if name.last == "-" { name = name.dropLast() }
        self.init(name: String(isApart ? name : text), percentage: isApart ? digits : nil)
    }

    /// An object with `name`, and `percentage` as a number or its digits.
    private init?(json: JSONValue) {
        guard let name = json["name"]?.string else { return nil }
        switch json["percentage"] {
        case nil, .null: self.init(name: name, percentage: nil)
        case .number(let digits), .string(let digits): self.init(name: name, percentage: digits)
        default: return nil
        }
    }

    /// The taxes of a list as text, or in the JSON of the record API. Parts that are empty are passed over.
    /// - Returns: nil if a part of it is no tax.
    public static func list(_ text: String) -> [LineTax]? {
        if text.first == "[" { return (try? JSONValue(parsing: text)).flatMap(list) }
        return list(text.split(separator: separator).map { trimmed($0) }.filter { !$0.isEmpty }, LineTax.init(text:))
    }

    public static func list(_ json: JSONValue) -> [LineTax]? {
        json.array.flatMap { list($0, LineTax.init(json:)) }
    }

    private static func list<Part>(_ parts: [Part], _ read: (Part) -> LineTax?) -> [LineTax]? {
        let taxes = parts.compactMap(read)
        return taxes.count == parts.count ? taxes : nil
    }

    public static func text(_ taxes: [LineTax]) -> String {
        taxes.map(\.text).joined(separator: separator)
    }

    private var text: String {
        percentage.map { "\(name) - \($0) %" } ?? name
    }

    public var json: JSONValue {
        ["name": .string(name), "percentage": percentage.map { .number($0) } ?? nil]
    }

    /// Without zeros that say nothing.
    private static func number(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        let whole = parts[0].drop { $0 == "0" }
        let fraction = parts.count == 2 ? String(parts[1].reversed().drop { $0 == "0" }.reversed()) : ""
        guard whole.count <= wholeDigits, fraction.count <= fractionDigits else { return nil }
        return (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : ".\(fraction)")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
