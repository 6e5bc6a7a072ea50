/// Where the bytes that may mean something are in a stretch of the row being read, those before the place being read left out.
struct CSVMarks {
    /// The stretch, in bytes from the row's beginning; before it if the row begins within.
    private(set) var start = 0
    private(set) var end = 0
    /// A bit for each byte of the stretch.
    private(set) var bits: UInt64 = 0

    /// Goes on to the bytes behind the stretch.
    /// - Parameters:
    ///   - bytes: the row, readable for ``CSVWindow/padding`` bytes beyond `available`.
    @inline(__always)
    mutating func load(_ bytes: UnsafePointer<UInt8>, available: Int, delimiter: UInt8) {
        start = end
        bits = CSVScanner.marks(in: bytes + start, delimiter: delimiter)
        let count = available - start
        if count < CSVScanner.marksLength {
            // Nothing is known of bytes that aren't there.
            bits &= (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
            end = available
        } else {
            end = start + CSVScanner.marksLength
        }
    }

    /// The place of the first mark, which there must be, and goes on behind it.
    @inline(__always)
    mutating func take() -> Int {
        let place = start + bits.trailingZeroBitCount
        bits &= bits &- 1
        return place
    }

    /// Goes on at a place.
    @inline(__always)
    mutating func skip(to place: Int) {
        if place < end {
            bits &= ~0 &<< UInt64(truncatingIfNeeded: place - start)
        } else {
            (start, end, bits) = (place, place, 0)
        }
    }

    /// Goes over a quoted cell and what ends it, if there is nothing to unescape, to count or to leave out, and it is in memory.
    /// - Parameters:
    ///   - quote: where the cell begins.
    ///   - bytes: the row.
    /// - Returns: the closing quote, or nil for all other cells; then too the marks before that quote may be gone.
    @inline(__always)
    mutating func takePlainQuoted(from quote: Int, in bytes: UnsafePointer<UInt8>, available: Int, delimiter: UInt8) -> Int? {
        skip(to: quote + 1)
        while true {
            while bits == 0 {
                if end >= available { return nil }
                load(bytes, available: available, delimiter: delimiter)
            }
            let place = take()
            if bytes[place] == UInt8(ascii: "\"") {
                guard CSVScanner.endsCell(bytes[place + 1], delimiter: delimiter) else { return nil }
                skip(to: place + 2)
                return place
            }
            if bytes[place] == UInt8(ascii: "\n") || bytes[place] == UInt8(ascii: "\r") { return nil }
        }
    }

    /// Goes back, or on, to a place that nothing is known of.
    mutating func restart(at place: Int) {
        (start, end, bits) = (place, place, 0)
    }

    /// The row begins a byte later, because its first was a line end.
    mutating func dropFirst() {
        // With nothing of the row looked at yet, the stretch still begins with it.
        guard end > 0 else { return }
        bits &= bits &- 1
        move(by: -1)
    }

    /// Counts places from another beginning.
    mutating func move(by distance: Int) {
        start += distance
        end += distance
    }
}
