/// The parts of a number as they stand in a text.
struct NumberDigits {
    /// So many digits always fit in 64 bits without a sign.
    static let mostWholeDigits = 19

    private(set) var isNegative = false
    /// The whole part; not its value if it has more than ``mostWholeDigits``.
    private(set) var whole: UInt64 = 0
    /// Digits of the whole part, zeros in front not counted.
    private(set) var wholeDigits = 0
    /// Digits of the whole part as they are written.
    private(set) var wholeDigitCount = 0
    private(set) var hasDecimalPoint = false
    /// The digits behind the decimal point.
    private(set) var fraction: Slice<UnsafeBufferPointer<UInt8>>

    /// - Returns: nil if the text isn't a number in this format.
    init?(_ text: UnsafeBufferPointer<UInt8>, format: NumberFormat) {
        fraction = text[text.endIndex...]
        var place = 0
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            place = 1
        }
        let wholeStart = place
        var groups = DigitGroups()
        while place < text.count {
            let digit = text[place] &- 0x30
            if digit < 10 {
                whole = whole &* 10 &+ UInt64(digit)
                if wholeDigits > 0 || digit > 0 { wholeDigits += 1 }
                groups.digits += 1
                place += 1
                continue
            }
            if text[place] == format.decimalPoint {
                hasDecimalPoint = true
                break
            }
            // Only between digits. No separator ends like a digit, so one byte before it tells.
            let length = format.grouping.separatorLength(in: text, at: place)
            guard length > 0, place > wholeStart, text[place - 1] &- 0x30 < 10, place + length < text.count,
                text[place + length] &- 0x30 < 10, groups.end(startsWithZero: text[wholeStart] == 0x30)
            else { return nil }
            place += length
        }
        guard groups.areRight else { return nil }
        let hasWhole = place > wholeStart
        wholeDigitCount = place - wholeStart
        if hasDecimalPoint { fraction = text[(place + 1)...] }
        guard hasWhole || !fraction.isEmpty, fraction.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    }
}

/// Digits between separators: three in each group behind the first, or, as in India, two in each but the last, which has three.
///
/// Anything else is no grouping but a decimal separator of another country, and reading it as groups would multiply the value.
/// (bulk write specification, section 8.3)
private struct DigitGroups {
    /// Of the group that is being read.
    var digits = 0
    private var count = 0
    private var mayBeThrees = true
    private var mayBeTwos = true

    /// A separator is next.
    /// - Returns: whether the group may end there.
    mutating func end(startsWithZero: Bool) -> Bool {
        if count == 0 {
            // Nobody groups a zero: `0,500` is half of something.
            if startsWithZero { return false }
            mayBeThrees = digits <= 3
            mayBeTwos = digits <= 2
        } else {
            mayBeThrees = mayBeThrees && digits == 3
            mayBeTwos = mayBeTwos && digits == 2
        }
        count += 1
        digits = 0
        return mayBeThrees || mayBeTwos
    }

    /// Whether all groups have as many digits as they should, now that the last has ended.
    var areRight: Bool { count == 0 || digits == 3 }
}

extension NumberFormat.Grouping {
    /// - Returns: 0 if there is no separator.
    fileprivate func separatorLength(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        switch self {
        case .none: return 0
        case .comma: return text[place] == UInt8(ascii: ",") ? 1 : 0
        case .point: return text[place] == UInt8(ascii: ".") ? 1 : 0
        case .space:
            let left = text.count - place
            if text[place] == 0x20 { return 1 }
            if left >= 2, text[place] == 0xC2, text[place + 1] == 0xA0 { return 2 }
            return left >= 3 && text[place] == 0xE2 && text[place + 1] == 0x80 && text[place + 2] == 0xAF ? 3 : 0
        }
    }
}
