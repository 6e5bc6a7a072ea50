/// The outline of a cell, which is the same for cells that the same formats may fit: its digits are all alike, its letters have no case.
/// `31.12.2024` and `01.02.2003` have the same one.
struct CellShape {
    /// The same for the same outline.
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    /// The numbers that its runs of digits are, the first eight of them.
    private(set) var numbers = SIMD8<Int32>()
    /// Runs of digits.
    private(set) var runs = 0
    /// Whether it begins with a year.
    private(set) var isYearFirst = false

    /// - Parameter forNumbers: whether zeros at the front of the first run, and a last one of zeros only, make another outline.
    init(_ cell: UnsafeBufferPointer<UInt8>, forNumbers: Bool) {
        var number: Int32 = 0
        var length = 0
        var digits: UInt8 = 0
        var isZeroFirst = false
        for byte in cell {
            let digit = byte &- 0x30
            if digit < 10 {
                if length == 0, runs == 0 { isZeroFirst = digit == 0 }
                number = number &* 10 &+ Int32(digit)
                digits |= digit
                length += 1
                mix(0x39)
            } else {
                if length > 0 { end(number, length) }
                if length > 0 { (number, length, digits) = (0, 0, 0) }
                mix(byte &- 0x41 < 26 ? byte | 0x20 : byte)
            }
        }
        let isZeroLast = length > 0 && digits == 0
        if length > 0 { end(number, length) }
        if forNumbers { mix((isZeroFirst ? 1 : 0) | (isZeroLast ? 2 : 0)) }
    }

    @inline(__always)
    private mutating func mix(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    @inline(__always)
    private mutating func end(_ number: Int32, _ length: Int) {
        if runs == 0 { isYearFirst = length == 4 }
        if runs < 8 { numbers[runs] = number }
        runs += 1
    }

    /// Texts of the same outline that every date format which may fit it reads: their days, months and hours are 1.
    static func probes(_ cell: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
        [(four: "2001", eight: "20010101"), (four: "0101", eight: "01012001")].map { probe in
            var text: [UInt8] = []
            var place = 0
            var hasColon = false
            while place < cell.count {
                let start = place
                while place < cell.count, cell[place] &- 0x30 < 10 { place += 1 }
                switch place - start {
                case 0:
                    hasColon = hasColon || cell[place] == UInt8(ascii: ":")
                    text.append(cell[place])
                    place += 1
                case 4:
                    // Behind a time it is an offset.
                    let isOffset = start > 0 && (cell[start - 1] == UInt8(ascii: "+") || hasColon && cell[start - 1] == UInt8(ascii: "-"))
                    text += (isOffset ? "0101" : probe.four).utf8
                case 6: text += "010101".utf8
                case 8: text += probe.eight.utf8
                case let count: text += Array(repeating: UInt8(ascii: "0"), count: count - 1) + [UInt8(ascii: "1")]
                }
            }
            return text
        }
    }
}
