/// Goes through UTF-8 text folded, character by character, as long as that is possible without looking at what surrounds a character.
struct FoldingCursor {
    private let text: UnsafeRawBufferPointer
    private let table: UnsafeBufferPointer<UInt32>
    private(set) var index: Int
    /// The second half of what the last character was folded to; zero for none.
    private var pending: UInt32 = 0

    /// What ``next()`` returns at the end of the text.
    static let end: UInt32 = .max
    /// What ``next()`` returns where the text has to be folded as a whole.
    static let stop: UInt32 = .max - 1

    /// - Parameters:
    ///   - start: where a character begins that composes with nothing before it.
    ///   - table: of ``FoldingTable/entries``.
    @inline(__always)
    init(_ text: UnsafeRawBufferPointer, from start: Int = 0, table: UnsafeBufferPointer<UInt32>) {
        self.text = text
        self.table = table
        index = start
    }

    /// The next folded character, ``end`` or ``stop``.
    @inline(__always)
    mutating func next() -> UInt32 {
        if pending != 0 {
            defer { pending = 0 }
            return pending
        }
        let (scalar, length) = scalarAtIndex()
        guard length > 0 else { return scalar }
        index += length
        guard let place = FoldingTable.index(of: scalar) else { return FoldingTable.isUnchanged(scalar) ? scalar : Self.stop }
        let entry = table[place]
        // NUL is the one character that is folded to zero.
        guard entry != 0 || scalar == 0 else { return Self.stop }
        pending = entry >> 16
        return entry & 0xFFFF
    }

    /// Whether the character at the index leaves what came before it as it is.
    var isBeforeBoundary: Bool {
        let (scalar, length) = scalarAtIndex()
        guard length > 0 else { return scalar == Self.end }
        guard let place = FoldingTable.index(of: scalar) else { return FoldingTable.isUnchanged(scalar) }
        return table[place] != 0 || scalar == 0
    }

    /// Whether the index is between two characters of the text, not within what one of them is folded to.
    var isBetweenCharacters: Bool { pending == 0 }

    /// Goes on to where a character begins that composes with nothing before it.
    /// - Returns: the text from there back to a place before, as it is.
    mutating func partToBoundary(since start: Int) -> UnsafeRawBufferPointer {
        pending = 0
        while !isBeforeBoundary { index += max(scalarAtIndex().length, 1) }
        return UnsafeRawBufferPointer(rebasing: text[start..<index])
    }

    /// The character at the index and its bytes; none of them at the end, and where the bytes aren't UTF-8.
    @inline(__always)
    private func scalarAtIndex() -> (scalar: UInt32, length: Int) {
        guard index < text.count else { return (Self.end, 0) }
        let first = UInt32(text[index])
        if first < 0x80 { return (first, 1) }
        let rest = text.count - index
        switch first {
        case 0xC2...0xDF where rest > 1 && isContinuation(1): return ((first & 0x1F) << 6 | bits(1), 2)
        case 0xE1...0xEF where rest > 2 && isContinuation(1) && isContinuation(2):
            let scalar = (first & 0x0F) << 12 | bits(1) << 6 | bits(2)
            return 0xD800...0xDFFF ~= scalar ? (Self.stop, 0) : (scalar, 3)
        case 0xF0...0xF4 where rest > 3 && isContinuation(1) && isContinuation(2) && isContinuation(3):
            let scalar = (first & 0x07) << 18 | bits(1) << 12 | bits(2) << 6 | bits(3)
            return 0x1_0000...0x10_FFFF ~= scalar ? (scalar, 4) : (Self.stop, 0)
        default: return (Self.stop, 0)
        }
    }

    @inline(__always)
    private func isContinuation(_ offset: Int) -> Bool { text[index + offset] & 0xC0 == 0x80 }

    @inline(__always)
    private func bits(_ offset: Int) -> UInt32 { UInt32(text[index + offset] & 0x3F) }
}
