/// The first line of a text that isn't blank, looked at before anyone knows what separates its cells.
struct CSVHeaderLine {
    private static let delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ":")]

    let dialect: CSVDialect
    /// Whether the line's end is part of the text that was looked at.
    let isComplete: Bool

    init(in text: UnsafeRawBufferPointer) {
        var counts = [0, 0, 0, 0]
        var isQuoted = false
        // A quote opens a cell only at its beginning, and a cell may begin after any of the four.
        var mayOpen = true
        var isBlank = true
        var isComplete = false
        for byte in text {
            if isQuoted {
                // Of a doubled quote the first closes and the second opens again.
                if byte == UInt8(ascii: "\"") { (isQuoted, mayOpen) = (false, true) }
                continue
            }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if isBlank { continue }
                isComplete = true
                break
            }
            isBlank = false
            if byte == UInt8(ascii: "\""), mayOpen {
                isQuoted = true
            } else if let index = Self.delimiters.firstIndex(of: byte) {
                counts[index] += 1
                mayOpen = true
            } else if !CSVScanner.isWhiteSpace(byte) {
                mayOpen = false
            }
        }
        var best = 0
        for index in 1..<4 where counts[index] > counts[best] { best = index }
        dialect = CSVDialect(delimiter: Self.delimiters[best])
        self.isComplete = isComplete
    }
}
