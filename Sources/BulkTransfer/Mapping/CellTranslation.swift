import BulkModel

/// What a column's cells are changed to before they are sent, and which of them are refused without being sent: words for yes and no, marks
/// that stand for no value, options that go by another name.
///
/// The steps, in this order: `="00123"` becomes `00123`; a cell that is a mark for no value becomes empty; a text that has a replacement
/// is replaced; a text with a reason against it, or one that isn't among the allowed ones, is refused. Replacements and reasons go by texts
/// without letter case and without white space at their ends, marks by texts as they are.
public struct CellTranslation: Hashable, Sendable {
    public enum Result: Hashable, Sendable {
        case same
        /// UTF-8; empty for no value.
        case replaced([UInt8])
        /// - Parameter hint: what is wrong with the cell and what to do, for the person whose file it is.
        case refused(hint: String)
    }

    /// Texts that stand for no value.
    public var nulls: [String]
    /// Whether `="00123"` becomes `00123`.
    public var unwrapsFormulas: Bool
    /// Texts to put in the place of others.
    public private(set) var replacements: [Replacement]
    /// Texts that are refused.
    public private(set) var refusals: [Refusal]
    /// The only texts that are taken; nil for all.
    public var allowed: Allowed?
    /// Formats between which the column is in doubt, and the field that they are for.
    public var doubt: Doubt?
    /// Whether a cell holds several texts, joined by `;`, each of which is looked at.
    public var hasSeveral: Bool
    /// Places of replacements by what they replace, and of refusals, from `replacements.count` on.
    private var places: [String: Int]

    public struct Replacement: Hashable, Sendable, Codable {
        public var from: String
        public var to: String

        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    public struct Refusal: Hashable, Sendable, Codable {
        public var text: String
        public var hint: String

        public init(text: String, hint: String) {
            self.text = text
            self.hint = hint
        }
    }

    /// The options of a field.
    public struct Allowed: Hashable, Sendable, Codable {
        public var options: [String]
        /// What the field is called.
        public var field: String

        public init(options: [String], field: String) {
            self.options = options
            self.field = field
        }
    }

    public struct Doubt: Hashable, Sendable, Codable {
        public var formats: FormatDoubt
        public var field: String
    }

    public init(
        nulls: [String] = [], unwrapsFormulas: Bool = false, replacements: [Replacement] = [], refusals: [Refusal] = [],
        allowed: Allowed? = nil, doubt: Doubt? = nil, hasSeveral: Bool = false
    ) {
        self.doubt = doubt
        self.nulls = nulls
        self.unwrapsFormulas = unwrapsFormulas
        self.replacements = replacements
        self.refusals = refusals
        self.allowed = allowed
        self.hasSeveral = hasSeveral
        places = [:]
        for (place, replacement) in replacements.enumerated() { places[Self.key(replacement.from), default: place] = place }
        for (place, refusal) in refusals.enumerated() {
            let key = Self.key(refusal.text)
            if places[key] == nil { places[key] = replacements.count + place }
        }
        for option in allowed?.options ?? [] {
            let key = Self.key(option)
            if places[key] == nil { places[key] = -1 }
        }
    }

    /// Whether no cell is changed or refused.
    public var isEmpty: Bool {
        nulls.isEmpty && !unwrapsFormulas && replacements.isEmpty && refusals.isEmpty && allowed == nil && doubt == nil
    }

    /// - Parameter cell: UTF-8, without the quotes of the file; white space at its ends doesn't count.
    public func apply(_ cell: UnsafeBufferPointer<UInt8>) -> Result {
        let text = Self.trimmed(cell)
        if text.isEmpty { return .same }
        if unwrapsFormulas, OddCells.isFormula(text) {
            let inner = Self.unwrapped(text)
            let result = inner.withUnsafeBufferPointer { applyToValue(Self.trimmed($0)) }
            return result == .same ? .replaced(inner) : result
        }
        return applyToValue(text)
    }

    private func applyToValue(_ text: UnsafeBufferPointer<UInt8>) -> Result {
        for null in nulls where null.utf8.count == text.count && null.utf8.elementsEqual(text) { return .replaced([]) }
        if let doubt, doubt.formats.isAbout(text) {
            return .refused(hint: doubt.formats.hint(for: String(decoding: text, as: UTF8.self), field: doubt.field))
        }
        guard !places.isEmpty || allowed != nil, !text.isEmpty else { return .same }
        let whole = change(text)
        guard hasSeveral, text.contains(UInt8(ascii: ";")), places[Self.key(text)] == nil else { return whole }
        var changed: [UInt8] = []
        var isChanged = false
        for part in text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            let part = Self.trimmed(UnsafeBufferPointer(rebasing: part))
            if !changed.isEmpty { changed.append(UInt8(ascii: ";")) }
            switch part.isEmpty ? .same : change(part) {
            case .same: changed += part
            case .replaced(let other):
                isChanged = true
                changed += other
            case .refused(let hint): return .refused(hint: hint)
            }
        }
        return isChanged ? .replaced(changed) : .same
    }

    /// Of one text.
    private func change(_ text: UnsafeBufferPointer<UInt8>) -> Result {
        guard let place = places[Self.key(text)] else {
            guard let allowed else { return .same }
            return .refused(hint: allowed.hint(for: String(decoding: text, as: UTF8.self)))
        }
        guard place >= 0 else { return .same }
        if replacements.indices.contains(place) { return .replaced(Array(replacements[place].to.utf8)) }
        return .refused(hint: refusals[place - replacements.count].hint)
    }

    private static func key(_ text: some Sequence<UInt8>) -> String {
        String(decoding: CaseFolding.folded(text), as: UTF8.self)
    }

    private static func key(_ text: String) -> String { key(text.utf8) }

    private static func unwrapped(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var inner: [UInt8] = []
        var wasQuote = false
        for byte in text[2..<(text.count - 1)] {
            // Quotes within are doubled.
            if byte == UInt8(ascii: "\""), !wasQuote {
                wasQuote = true
                continue
            }
            wasQuote = false
            inner.append(byte)
        }
        return inner
    }

    /// Without white space at its ends.
    static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = text.count
        while start < end, isBlank(text[start]) { start += 1 }
        while start < end, isBlank(text[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: text[start..<end])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 9...13 ~= byte }
}

extension CellTranslation.Allowed {
    func hint(for text: String) -> String {
        let near = NearOptions.nearest(to: text, among: options).map { ". Did you mean \"\($0)\"?" } ?? ""
        return "\"\(text)\" is no option of \(field)\(near)"
    }
}

extension CellTranslation: Codable {
    private enum CodingKeys: String, CodingKey { case nulls, unwrapsFormulas, replacements, refusals, allowed, doubt, hasSeveral }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            nulls: try values.decodeIfPresent([String].self, forKey: .nulls) ?? [],
            unwrapsFormulas: try values.decodeIfPresent(Bool.self, forKey: .unwrapsFormulas) ?? false,
            replacements: try values.decodeIfPresent([Replacement].self, forKey: .replacements) ?? [],
            refusals: try values.decodeIfPresent([Refusal].self, forKey: .refusals) ?? [],
            allowed: try values.decodeIfPresent(Allowed.self, forKey: .allowed),
            doubt: try values.decodeIfPresent(Doubt.self, forKey: .doubt),
            hasSeveral: try values.decodeIfPresent(Bool.self, forKey: .hasSeveral) ?? false)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(nulls, forKey: .nulls)
        try values.encode(unwrapsFormulas, forKey: .unwrapsFormulas)
        try values.encode(replacements, forKey: .replacements)
        try values.encode(refusals, forKey: .refusals)
        try values.encodeIfPresent(allowed, forKey: .allowed)
        try values.encodeIfPresent(doubt, forKey: .doubt)
        try values.encode(hasSeveral, forKey: .hasSeveral)
    }

    /// What it does, in a line that is the same for equal translations.
    public var line: String {
        let parts =
            (nulls.isEmpty ? [] : ["empty for \(nulls.joined(separator: ", "))"]) + (unwrapsFormulas ? ["formulas as texts"] : [])
            + replacements.map { "\($0.from) as \($0.to)" } + refusals.map { "not \($0.text)" }
            + (allowed == nil ? [] : ["known options only"])
            + (doubt.map { ["nothing that could be \($0.formats.words.joined(separator: " or "))"] } ?? [])
        return parts.joined(separator: "; ")
    }
}
