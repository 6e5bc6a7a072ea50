import BulkFormats

/// Joins pages of CSV: the header of the first, and the rows of all, byte for byte.
struct CSVJoiner: PageJoiner {
    private(set) var state: JoinState
    private let beginning: [UInt8]

    init(state: JoinState, style: CSVStyle = CSVStyle()) {
        self.state = state
        beginning = style.beginning
    }

    mutating func append(_ page: any PageText, to sink: any ByteSink) throws -> Int {
        var lines = QuotedLines()
        var header: [UInt8]? = []
        try page.forEachPiece { piece in
            var rest = piece[...]
            if var line = header {
                let end = lines.firstEnd(in: rest)
                line += rest[..<(end ?? rest.endIndex)]
                guard let end else {
                    header = line
                    return
                }
                header = nil
                try begin(header: line, sink)
                rest = rest[(end + 1)...]
            }
            lines.count(rest)
            if !rest.isEmpty { try sink.append(Array(rest)) }
        }
        if let header { try begin(header: header, sink) }
        // A page ends with a line end; one that doesn't must not run into the next.
        if lines.isAmidLine { try sink.append([UInt8(ascii: "\n")]) }
        return lines.total
    }

    func finish(_ sink: any ByteSink) throws {}

    private mutating func begin(header: [UInt8], _ sink: any ByteSink) throws {
        if try state.begins(header: String(decoding: header, as: UTF8.self)) { try sink.append(beginning + header + [UInt8(ascii: "\n")]) }
    }
}

/// Counts the lines of a CSV, of which quoted line ends are none.
struct QuotedLines {
    /// Lines so far, the last one also if it isn't ended.
    var total: Int { ended + (isAmidLine ? 1 : 0) }
    private(set) var isAmidLine = false
    private var ended = 0
    private var isQuoted = false

    /// Where the first line ends; nothing is counted up to there.
    mutating func firstEnd(in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: "\n"), !isQuoted {
                return index
            }
        }
        return nil
    }

    mutating func count(_ bytes: Slice<UnsafeRawBufferPointer>) {
        guard !bytes.isEmpty else { return }
        var quoted: UInt8 = isQuoted ? 1 : 0
        var ends = 0
        UnsafeRawBufferPointer(rebasing: bytes).withMemoryRebound(to: UInt8.self) { bytes in
            for byte in bytes {
                quoted ^= byte == UInt8(ascii: "\"") ? 1 : 0
                ends &+= byte == UInt8(ascii: "\n") ? Int(1 ^ quoted) : 0
            }
        }
        ended += ends
        isQuoted = quoted == 1
        isAmidLine = isQuoted || bytes.last != UInt8(ascii: "\n")
    }
}
