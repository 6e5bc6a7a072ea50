import BulkClient
import BulkFormats
import BulkModel

import enum BulkClient.Criteria

/// Values of comparisons as criteria have them. (bulk read specification, sections 4.2 and 4.3)
extension WhereWork {
    /// Words without quotes that mean something: `null` for all, days for dates.
    func checkWord(_ value: FilterValue, _ target: WhereTarget) throws(WhereFailure) {
        guard case .word(let word) = value.content else { return }
        let isKnown: Bool
        switch target.family {
        case .date, .dateTime: isKnown = Self.isNull(word) || dayShift(of: word) != nil
        case .boolean: isKnown = false
        default: isKnown = Self.isNull(word)
        }
        if isKnown { return }
        let hint: String
        switch target.family {
        case .text, .options, .unknown, .reference(isUser: true): hint = "texts stand in quotes: '\(word)'"
        default: hint = "\(target.name) is \(target.family.words.name), such as \(target.family.words.example)"
        }
        throw failure("\(word) is no value", at: value.place, hint: hint)
    }

    /// What an empty value is written like.
    func isEmpty(_ value: FilterValue) -> Bool {
        switch value.content {
        case .word(let word): Self.isNull(word)
        case .text(let text): text.isEmpty || .string(text) == Criteria.empty
        default: false
        }
    }

    private static func isNull(_ word: String) -> Bool {
        word.lowercased() == "null" || word.lowercased() == "empty"
    }

    func json(_ value: FilterValue, _ comparator: FilterOperator, _ target: WhereTarget) throws(WhereFailure) -> JSONValue {
        if isEmpty(value) {
            guard [.equal, .notEqual, .isIn, .notIn].contains(comparator) else {
                throw failure("nothing can be compared with an empty value by \"\(comparator.rawValue)\"", at: value.place)
            }
            return Criteria.empty
        }
        switch target.family {
        case .number: return .number(try number(value, target))
        case .text, .options: return .string(try text(value, target))
        case .reference(let isUser): return .string(try reference(value, isUser: isUser, target))
        case .boolean: return .boolean(try boolean(value, target))
        case .date: return .string(try day(value, target))
        case .dateTime: return .string(try time(value, target))
        case .unknown:
            switch value.content {
            case .number: return .number(try number(value, target))
            case .boolean(let value): return .boolean(value)
            case .moment(let moment): return .string(moment)
            case .text, .word: return .string(try text(value, target))
            }
        }
    }

    func mismatch(_ value: FilterValue, _ target: WhereTarget, hint: String? = nil) -> WhereFailure {
        failure(
            "\(target.name) is \(target.family.words.name), and this is none", at: value.place,
            hint: hint ?? "such as \(target.family.words.example)")
    }

    func boolean(_ value: FilterValue, _ target: WhereTarget) throws(WhereFailure) -> Bool {
        switch value.content {
        case .boolean(let value): return value
        case .text(let text) where ["true", "false"].contains(text.lowercased()): return text.lowercased() == "true"
        default: throw failure("\(target.name) is true or false, and this is neither", at: value.place)
        }
    }

    /// Texts without quotes are taken by their letters.
    private func text(_ value: FilterValue, _ target: WhereTarget) throws(WhereFailure) -> String {
        let text: String
        switch value.content {
        case .text(let content), .number(let content), .moment(let content), .word(let content): text = content
        case .boolean(let value): text = value ? "true" : "false"
        }
        guard text.unicodeScalars.count <= compiler.limits.criterionTextLength else {
            throw failure("a text has at most \(compiler.limits.criterionTextLength) characters", at: value.place)
        }
        return text
    }

    private func reference(_ value: FilterValue, isUser: Bool, _ target: WhereTarget) throws(WhereFailure) -> String {
        switch value.content {
        case .number(let digits) where Self.isID(digits): return digits
        case .text(let text) where Self.isID(text): return text
        case .text where isUser: return try text(value, target)
        default:
            throw mismatch(value, target, hint: target.nameHint.map { "it holds ids; for its name write \($0)" } ?? "it holds ids")
        }
    }

    private static func isID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 19 && text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    }

    private func number(_ value: FilterValue, _ target: WhereTarget) throws(WhereFailure) -> String {
        let literal: String
        switch value.content {
        case .number(let digits): literal = digits
        case .text(let text): literal = text
        default: throw mismatch(value, target)
        }
        guard let number = PlainNumber(literal) else { throw mismatch(value, target) }
        guard number.digits <= 19 else { throw failure("a number has at most 19 digits", at: value.place) }
        return number.text
    }
}

/// A number without an exponent, as servers read it.
struct PlainNumber {
    var text: String
    /// Before and behind the point.
    var digits: Int

    /// - Parameter literal: `1e6`, `+2.50`, `-.5` isn't one.
    /// - Returns: nil for what is no number.
    init?(_ literal: String) {
        var rest = Array(literal.utf8)[...]
        var sign = ""
        if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            if first == UInt8(ascii: "-") { sign = "-" }
            rest.removeFirst()
        }
        let whole = Self.takeDigits(&rest)
        var fraction: [UInt8] = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = Self.takeDigits(&rest)
            if fraction.isEmpty { return nil }
        }
        guard !whole.isEmpty else { return nil }
        var exponent = 0
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            guard let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self)) else { return nil }
            // Beyond that it has too many digits anyway.
            exponent = min(max(power, -1_000), 1_000)
            rest = []
        }
        guard rest.isEmpty else { return nil }
        self.init(sign: sign, whole: whole, fraction: fraction, exponent: exponent)
    }

    private init(sign: String, whole: [UInt8], fraction: [UInt8], exponent: Int) {
        let zero = UInt8(ascii: "0")
        var all = whole + fraction
        var point = whole.count + exponent
        if point < 0 {
            all = Array(repeating: zero, count: -point) + all
            point = 0
        }
        if point > all.count { all += Array(repeating: zero, count: point - all.count) }
        let before = all[..<point].drop { $0 == zero }
        var behind = all[point...]
        // An exponent leaves zeros behind that nobody has written.
        if exponent != 0 { while behind.last == zero { behind.removeLast() } }
        text = sign + (before.isEmpty ? "0" : String(decoding: before, as: UTF8.self))
        if !behind.isEmpty { text += "." + String(decoding: behind, as: UTF8.self) }
        digits = before.count + behind.count
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let digits = rest.prefix { $0 &- 0x30 < 10 }
        rest = rest.dropFirst(digits.count)
        return Array(digits)
    }
}
