/// Cuts a query, or a filter, into its pieces, from front to back.
struct COQLLexer {
    /// What a text may be made of.
    enum Dialect {
        case query
        /// Also double quotes, backticks, dates without quotes, `==`, `<>`, and letters of all scripts.
        case filter
    }

    let bytes: [UInt8]
    private let dialect: Dialect
    private var place = 0

    init(_ text: String, dialect: Dialect = .query) {
        bytes = Array(text.utf8)
        self.dialect = dialect
    }

    /// The next piece; at the end, and from then on, ``COQLToken/Kind/end``.
    /// - Throws: ``COQLError`` for a character that begins no piece, and a quote that isn't closed.
    mutating func next() throws(COQLError) -> COQLToken {
        while let byte = byte(at: place), byte == 0x20 || (0x09...0x0D).contains(byte) { place += 1 }
        let start = place
        let kind = try kind(from: start)
        return COQLToken(kind: kind, range: start..<place)
    }

    func position(of token: COQLToken) -> COQLPosition {
        COQLPosition(of: token.range.lowerBound, in: bytes)
    }

    /// A piece as it is written, for messages; cut off where it is long.
    func excerpt(of token: COQLToken) -> String {
        String(String(decoding: bytes[token.range], as: UTF8.self).prefix(Self.longestExcerpt))
    }

    private mutating func kind(from start: Int) throws(COQLError) -> COQLToken.Kind {
        guard let first = byte(at: start) else { return .end }
        if first == Self.quote { return .text(try text(from: start)) }
        if dialect == .filter, let kind = try filterKind(from: start, first) { return kind }
        if beginsName(first) { return .word(name(from: start)) }
        if first == UInt8(ascii: "!"), let second = byte(at: start + 1), beginsName(second) { return .word(name(from: start)) }
        if let number = number(from: start) { return .number(number) }
        for symbol in Self.symbols where bytes[start...].starts(with: symbol.bytes) {
            place += symbol.bytes.count
            return .symbol(symbol.kind)
        }
        throw unexpected(start, expected: "a name, a value or an operator")
    }

    /// What only filters have; nil, and nothing is taken, for anything else.
    private mutating func filterKind(from start: Int, _ first: UInt8) throws(COQLError) -> COQLToken.Kind? {
        switch first {
        case UInt8(ascii: "\""): return .text(try text(from: start))
        case UInt8(ascii: "`"): return .name(try text(from: start))
        case UInt8(ascii: "="), UInt8(ascii: "<"):
            let isUnequal = first == UInt8(ascii: "<")
            guard byte(at: start + 1) == UInt8(ascii: isUnequal ? ">" : "=") else { return nil }
            place += 2
            return .symbol(isUnequal ? .notEqual : .equal)
        default: return moment(from: start).map { .moment($0) }
        }
    }

    /// `2026-01-01`, and what follows a `T`, or a blank with a time behind it; `20260101` with a `T` behind it, for alone it is a number.
    private mutating func moment(from start: Int) -> String? {
        guard let day = day(from: start) else { return nil }
        var end = day
        let mark = byte(at: day)
        if mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") || mark == UInt8(ascii: " "),
            let hour = digits(from: day + 1), mark != UInt8(ascii: " ") || byte(at: hour) == UInt8(ascii: ":")
        {
            end = hour
            while let byte = byte(at: end), Self.isDigit(byte) || Self.timeMarks.contains(byte) { end += 1 }
        }
        if let next = byte(at: end), continuesName(next) { return nil }
        place = end
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Where a day ends: `2026-01-01`, or `20260101` with a `T` behind it.
    private func day(from start: Int) -> Int? {
        guard let year = digits(from: start) else { return nil }
        if year - start == 8 { return byte(at: year).map { $0 | 0x20 == UInt8(ascii: "t") } == true ? year : nil }
        guard year - start == 4, byte(at: year) == UInt8(ascii: "-"), let month = digits(from: year + 1),
            month - year <= 3, byte(at: month) == UInt8(ascii: "-"), let day = digits(from: month + 1), day - month <= 3
        else { return nil }
        return day
    }

    private mutating func name(from start: Int) -> String {
        place += 1
        while let byte = byte(at: place), continuesName(byte) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Digits with an optional sign, fraction and exponent; nil, and nothing is taken, for anything else.
    private mutating func number(from start: Int) -> String? {
        var end = start
        if let sign = byte(at: end), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { end += 1 }
        guard let whole = digits(from: end) else { return nil }
        end = whole
        if byte(at: end) == UInt8(ascii: "."), let fraction = digits(from: end + 1) { end = fraction }
        if let mark = byte(at: end), mark | 0x20 == UInt8(ascii: "e") {
            let signed = byte(at: end + 1) == UInt8(ascii: "-") || byte(at: end + 1) == UInt8(ascii: "+")
            if let exponent = digits(from: end + (signed ? 2 : 1)) { end = exponent }
        }
        place = end
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Where the digits end that begin at a place; nil if there are none.
    private func digits(from start: Int) -> Int? {
        var end = start
        while let byte = byte(at: end), Self.isDigit(byte) { end += 1 }
        return end > start ? end : nil
    }

    /// A quote such as the first inside is doubled or has a backslash before it, as has a backslash.
    private mutating func text(from start: Int) throws(COQLError) -> String {
        var content: [UInt8] = []
        let quote = bytes[start]
        place += 1
        while let byte = byte(at: place) {
            let follower = self.byte(at: place + 1)
            switch (byte, follower) {
            case (quote, quote), (Self.backslash, quote), (Self.backslash, Self.quote), (Self.backslash, UInt8(ascii: "\"")),
                (Self.backslash, Self.backslash):
                content.append(follower ?? byte)
                place += 2
            case (quote, _):
                place += 1
                return String(decoding: content, as: UTF8.self)
            default:
                content.append(byte)
                place += 1
            }
        }
        throw unexpected(start, expected: "a quote that ends the text")
    }

    private func unexpected(_ start: Int, expected: String) -> COQLError {
        // The whole of a character that has several bytes.
        var end = start + 1
        while let byte = byte(at: end), byte & 0xC0 == 0x80 { end += 1 }
        let rest = COQLToken(kind: .end, range: start..<max(end, place))
        return .unexpected(position(of: rest), near: excerpt(of: rest), expected: expected)
    }

    private func byte(at index: Int) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private static let longestExcerpt = 40
    private static let quote = UInt8(ascii: "'")
    private static let backslash = UInt8(ascii: "\\")
    /// What stands between the digits of a time and of its offset.
    private static let timeMarks = Array(":.+-Zz".utf8)

    /// The longest first, so that none hides another.
    private static let symbols = COQLToken.Symbol.allCases.map { (kind: $0, bytes: Array($0.rawValue.utf8)) }
        .sorted { $0.bytes.count > $1.bytes.count }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private func beginsName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            || dialect == .filter && byte >= 0x80
    }

    private func continuesName(_ byte: UInt8) -> Bool {
        beginsName(byte) || Self.isDigit(byte) || byte == UInt8(ascii: ".")
    }
}
