extension ICSRecurrence {
    struct Malformed: Error {}

    /// The `NAME=value` parts of a rule; whatever is taken is gone, so that what is left is unknown.
    struct Parts {
        private var values: [String: String] = [:]

        /// - Returns: nil if a part has no value or is there twice, or if there are characters that no rule has.
        init?(_ text: String) {
            guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
            var bytes = text.uppercased().utf8[...]
            bytes = Self.trimmed(bytes)
            if bytes.starts(with: "RRULE:".utf8) { bytes = bytes.dropFirst(6) }
            for part in bytes.split(separator: UInt8(ascii: ";")) {
                let part = Self.trimmed(part)
                if part.isEmpty { continue }
                guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
                let value = part[part.index(after: equals)...]
                guard !value.isEmpty, values.updateValue(String(value)!, forKey: String(part[..<equals])!) == nil else { return nil }
            }
        }

        var isEmpty: Bool { values.isEmpty }

        mutating func drop(_ name: String) {
            values[name] = nil
        }

        /// - Returns: nil if there is no such part.
        mutating func take<Value>(_ name: String, _ read: (String) -> Value?) throws(Malformed) -> Value? {
            guard let text = values.removeValue(forKey: name) else { return nil }
            guard let value = read(text) else { throw Malformed() }
            return value
        }

        /// - Returns: what the part lists, each once; nothing if there is no such part.
        mutating func takeList<Value: Equatable>(_ name: String, _ read: (String) -> Value?) throws(Malformed) -> [Value] {
            guard let text = values.removeValue(forKey: name) else { return [] }
            var list: [Value] = []
            for item in text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
                guard let value = read(String(item)!) else { throw Malformed() }
                if !list.contains(value) { list.append(value) }
            }
            return list
        }

        private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
            var text = text.drop { $0 == UInt8(ascii: " ") }
            while text.last == UInt8(ascii: " ") { text.removeLast() }
            return text
        }
    }

    static func number(_ text: String, upTo largest: Int) -> Int? {
        guard text.utf8.first != UInt8(ascii: "+"), let number = Int(text), 1...largest ~= number else { return nil }
        return number
    }

    static func signedNumber(_ text: String, upTo largest: Int) -> Int? {
        guard let number = Int(text), 1...largest ~= abs(number) else { return nil }
        return number
    }

    /// `MO`, `2MO` or `-1MO`.
    static func day(_ text: String) -> Day? {
        guard let weekday = Weekday(rawValue: String(text.suffix(2))) else { return nil }
        if text.utf8.count == 2 { return Day(ordinal: nil, weekday: weekday) }
        guard let ordinal = signedNumber(String(text.dropLast(2)), upTo: 53) else { return nil }
        return Day(ordinal: ordinal, weekday: weekday)
    }
}
