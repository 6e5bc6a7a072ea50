/// Content lines: how they begin, end and are folded, and what in them needs no escaping.
extension ICSWriter {
    /// Octets of a line without its end. (RFC 5545, section 3.1)
    private static let longestLine = 75
    /// CR, LF and the blank that the next line begins with.
    private static let foldLength = 3

    mutating func writeLine(_ line: StaticString) {
        beginLine(line)
        endLine()
    }

    mutating func write(_ name: StaticString, text: String) {
        beginLine(name)
        append(":")
        append(text: text)
        endLine()
    }

    /// - Parameter value: made by us, so that nothing needs to be escaped.
    mutating func write(_ name: StaticString, verbatim value: String) {
        beginLine(name)
        append(":")
        append(verbatim: value)
        endLine()
    }

    mutating func beginLine(_ name: StaticString) {
        lineStart = block.count
        append(name)
    }

    mutating func endLine() {
        let length = block.count - lineStart
        if length > Self.longestLine { fold(length) }
        append("\r\n")
    }

    mutating func append(_ text: StaticString) {
        let count = text.utf8CodeUnitCount
        block.end(withRoomFor: count).update(from: text.utf8Start, count: count)
        block.count += count
    }

    mutating func append(verbatim text: String) {
        var text = text
        text.withUTF8 { text in
            guard let source = text.baseAddress else { return }
            block.end(withRoomFor: text.count).update(from: source, count: text.count)
            block.count += text.count
        }
    }

    /// - Parameter seconds: seconds since 1970 of the clock that is shown.
    mutating func append(dateTime seconds: Int64) {
        ICSTime.write(dateTime: seconds, to: block.end(withRoomFor: ICSTime.dateTimeLength))
        block.count += ICSTime.dateTimeLength
    }

    /// Breaks the line being written into lines of at most ``longestLine`` octets, never within a character.
    private mutating func fold(_ length: Int) {
        // A line that continues another one has 74 octets of its own, up to three of which may be given up to keep a character whole.
        let gap = Self.foldLength * (length / (Self.longestLine - 4))
        var end = block.end(withRoomFor: gap) - length
        // Moved out of the way first: what is read stays ahead of what is written.
        var source = end + gap
        let sourceEnd = source + length
        source.update(from: end, count: length)
        var room = Self.longestLine
        while sourceEnd - source > room {
            var count = room
            while source[count] & 0xC0 == 0x80 { count -= 1 }
            end.update(from: source, count: count)
            source += count
            end[count] = UInt8(ascii: "\r")
            end[count + 1] = UInt8(ascii: "\n")
            end[count + 2] = UInt8(ascii: " ")
            end += count + Self.foldLength
            block.count += Self.foldLength
            room = Self.longestLine - 1
        }
        end.update(from: source, count: sourceEnd - source)
    }
}
