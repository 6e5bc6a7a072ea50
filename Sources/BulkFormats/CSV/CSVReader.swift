/// Reads the rows of a CSV text of any length, in memory for a row or a buffer, whichever is larger.
///
/// A row ends with CRLF, LF or CR, or where the text ends; a line without any character is no row. Cells may be quoted with
/// `"`: quotes within are doubled, delimiters and line ends within are content. White space before an opening quote and after
/// a closing one is dropped, other text after a closing one is content. A quote anywhere else is an ordinary character. Rows
/// may have different numbers of cells.
///
/// Whoever imports reads ``CSVRowSelection/records``: lines that are no records are passed over and counted, and a row whose quotes or
/// bytes are broken is told by its ``trouble`` and spoils no other.
///
/// Cells are views of the reader's own buffer, unescaped in place: nothing is allocated for a row or a cell. A reader belongs
/// to one thread at a time.
/// (RFC 4180; bulk write specification, section 5.2)
public final class CSVReader {
    public let dialect: CSVDialect
    /// Rows read so far: 1 on the header. Those passed over don't count.
    public private(set) var row = 0
    /// What is wrong with the row; always nil unless ``CSVRowSelection/records`` are read.
    public internal(set) var trouble: CSVTrouble?
    /// Lines that were passed over because they are no records.
    public private(set) var passedOver = CSVPassedOver()

    let window: CSVWindow
    /// Behind a pointer, because accesses to a class's variables are checked for conflicts, which would cost more than they do.
    @usableFromInline let current: UnsafeMutablePointer<CSVRow>
    var marks = CSVMarks()
    let selection: CSVRowSelection
    /// Cells of the header, once it is read; nothing else than 0 unless ``CSVRowSelection/records`` are read.
    public var headerCount: Int { header.count }
    /// The column of the header that has the name; nil for none, and unless ``CSVRowSelection/records`` are read.
    public func column(named name: String) -> Int? { header.firstIndex { $0.elementsEqual(name.utf8) } }
    /// The first row's cells; empty while there is none, and unless ``CSVRowSelection/records`` are read.
    private(set) var header: [[UInt8]] = []
    /// The header of another table that was read last, and behind it none of this one's.
    private var otherHeader: (line: Int, columns: Int)?
    /// Whether the header has blanks behind its delimiters, so that such blanks say nothing of a cell.
    private(set) var hasBlanksBehindDelimiters = false
    /// Whether every cell of the header is quoted: whoever wrote the text quotes what needs it.
    private(set) var quotesHeader = false
    let damage: TextDamage?
    /// Where in the text a quote stands that wasn't taken for the end of a cell, for what it would close looks like rows.
    var unbelievedClosing: Int64?
    private let maximumRowBytes: Int
    private let maximumColumns: Int
    /// The line after the row read last.
    private var nextLine: Int
    private var endedWithCarriageReturn = false
    /// Whether a line end stands behind the row; only the text's last may have none.
    public private(set) var hasLineEnd = true
    private var isFinished = false

    /// - Parameters:
    ///   - maximumRowBytes: the bytes that a row may have, its line end not counted.
    ///   - bufferSize: the bytes asked of the source at a time. The buffer grows for rows larger than it.
    ///   - maximumColumns: the cells of a row that are kept. Those beyond are read over.
    ///   - selection: which rows there are.
    ///   - firstLine: the number of the text's first line.
    ///   - damage: of the text, where it has marks for what couldn't be decoded.
    ///   - source: gives UTF-8 without byte-order mark.
    public convenience init(
        dialect: CSVDialect, maximumRowBytes: Int, bufferSize: Int = 262_144, maximumColumns: Int = 16_384,
        selection: CSVRowSelection = .all, firstLine: Int = 1, damage: TextDamage? = nil, source: @escaping ByteSource
    ) {
        self.init(
            dialect: dialect, window: CSVWindow(size: bufferSize, source: source), maximumRowBytes: maximumRowBytes,
            maximumColumns: maximumColumns, selection: selection, firstLine: firstLine, damage: damage)
    }

    /// Finds the delimiter in the first rows, which it reads into its buffer, and otherwise is as the other.
    /// - Parameters:
    ///   - delimiters: among which it is.
    ///   - rowsLookedAt: how many rows below the header have a say.
    /// - Throws: what the source throws.
    public convenience init(
        delimiters: [UInt8] = CSVDialect.delimiters, rowsLookedAt: Int = 1_000, maximumRowBytes: Int, bufferSize: Int = 262_144,
        maximumColumns: Int = 16_384,
        selection: CSVRowSelection = .all, firstLine: Int = 1, damage: TextDamage? = nil, source: @escaping ByteSource
    ) throws {
        let window = CSVWindow(size: bufferSize, source: source)
        let dialect = try CSVDialectFinder(delimiters: delimiters, rows: rowsLookedAt).dialect(
            buffering: window, limit: min(maximumRowBytes, Int(UInt32.max)))
        self.init(
            dialect: dialect, window: window, maximumRowBytes: maximumRowBytes, maximumColumns: maximumColumns, selection: selection,
            firstLine: firstLine, damage: damage)
    }

    private init(
        dialect: CSVDialect, window: CSVWindow, maximumRowBytes: Int, maximumColumns: Int, selection: CSVRowSelection, firstLine: Int,
        damage: TextDamage?
    ) {
        // Zero marks the end of what is in memory, and the others would mean two things.
        precondition(![0, UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(dialect.delimiter))
        self.dialect = dialect
        self.window = window
        self.maximumRowBytes = min(maximumRowBytes, Int(UInt32.max))
        self.maximumColumns = max(maximumColumns, 1)
        self.selection = selection
        self.damage = damage
        nextLine = firstLine
        current = .allocate(capacity: 1)
        current.initialize(to: CSVRow(capacity: 64))
    }

    deinit {
        current.pointee.cells.deallocate()
        current.deallocate()
    }

    /// Reads the next row, and makes all that was taken from the one before invalid.
    /// - Returns: false if there is no more, also after an error.
    /// - Throws: ``CSVError``, and what the source throws.
    public func next() throws -> Bool {
        if isFinished { return false }
        isFinished = true
        repeat {
            current.pointee.count = 0
            trouble = nil
            guard try findRow() else { return false }
            try readRow()
        } while selection == .records && isPassedOver()
        row += 1
        isFinished = false
        return true
    }

    /// Whether the row is no record: one without any value, or one that says the header again. Keeps the header.
    private func isPassedOver() -> Bool {
        if trouble == nil, isEmptyRow {
            passedOver.add(emptyLine: line)
            return true
        }
        guard row > 0 else {
            keepHeader()
            return false
        }
        guard trouble == nil else { return false }
        if saysHeader {
            if count == header.count { passedOver.add(headerLine: line) } else { passedOver.add(otherHeaderLine: line) }
            otherHeader = count == header.count ? nil : (line, count)
            return true
        }
        if let otherHeader, otherHeader.columns == count { trouble = .otherTable(line: line, header: otherHeader.line) }
        return false
    }

    private func keepHeader() {
        header = (0..<count).map { Array(value($0)) }
        let row = current.pointee
        quotesHeader = (0..<count).allSatisfy { row.cells[$0].origin != row.cells[$0].start }
        hasBlanksBehindDelimiters = (1..<max(count, 1)).contains { row.bytes?[Int(row.cells[$0].origin)] == UInt8(ascii: " ") }
    }

    private var isEmptyRow: Bool {
        // Quotes around nothing say that a value is meant to be empty, which is all that a row of one column can say.
        if count == 1 { return value(0).isEmpty && current.pointee.cells[0].origin == current.pointee.cells[0].start }
        return (0..<count).allSatisfy { value($0).isEmpty }
    }

    /// Whether a row says the header; or the first of its names and no other cell, or all of them and others.
    private var saysHeader: Bool {
        let names = min(count, header.count)
        guard names >= min(header.count, 2), count <= header.count || names >= 2, equals(0, header[0]),
            (1..<max(names, 1)).allSatisfy({ equals($0, header[$0]) })
        else { return false }
        return (names..<max(count, names)).allSatisfy { !value($0).isEmpty }
    }

    @inline(__always)
    private func equals(_ column: Int, _ text: [UInt8]) -> Bool {
        let value = value(column)
        return value.count == text.count && value.elementsEqual(text)
    }

    /// Reads over lines without any character.
    private func findRow() throws -> Bool {
        while true {
            if window.available == 0 {
                guard try fill() else { return false }
            }
            let byte = window.row.pointee
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { break }
            // The second half of a CRLF ends nothing.
            if byte == UInt8(ascii: "\r") || !endedWithCarriageReturn { nextLine += 1 }
            endedWithCarriageReturn = byte == UInt8(ascii: "\r")
            window.advance(by: 1)
            marks.dropFirst()
        }
        current.pointee.line = nextLine
        current.pointee.lines = 0
        return true
    }

    private func readRow() throws {
        let delimiter = dialect.delimiter
        // The loop works on its own copies, so that they stay in registers. Who may fill the window gets them back before.
        var marks = self.marks
        var bytes = window.row
        var available = window.available
        var cells = current.pointee.cells
        var capacity = current.pointee.capacity
        var count = 0
        var start = 0
        var end = 0
        var hasQuotesWithin = false
        repeat {
            let first = bytes[start]
            var cell: CSVRow.Cell?
            // All that a quoted cell may begin with, and the zero that stands where there is no more in memory.
            if first <= UInt8(ascii: "\""), first != delimiter {
                if first == UInt8(ascii: "\""),
                    let closing = marks.takePlainQuoted(from: start, in: bytes, available: available, delimiter: delimiter)
                {
                    cell = CSVRow.Cell(start: start + 1, end: closing, origin: start, lines: current.pointee.lines)
                    end = closing + 1
                } else {
                    self.marks = marks
                    current.pointee.count = count
                    (cell, end) = try quotedCell(from: start) ?? (nil, start)
                    marks = self.marks
                    bytes = window.row
                    available = window.available
                }
            }
            if let cell {
                cells[count] = cell
            } else {
                while true {
                    while marks.bits == 0 {
                        if marks.end >= available {
                            let hasMore = try fill()
                            bytes = window.row
                            available = window.available
                            if !hasMore { break }
                        }
                        marks.load(bytes, available: available, delimiter: delimiter)
                    }
                    end = marks.bits == 0 ? available : marks.take()
                    if end >= available || CSVScanner.endsCell(bytes[end], delimiter: delimiter) { break }
                    hasQuotesWithin = true
                }
                cells[count] = CSVRow.Cell(start: start, end: end, origin: start, lines: current.pointee.lines)
            }
            count += 1
            if count == capacity {
                count = makeRoomForCells()
                cells = current.pointee.cells
                capacity = current.pointee.capacity
            }
            start = end + 1
        } while bytes[end] == delimiter
        guard end <= maximumRowBytes else { throw rowTooLong }
        self.marks = marks
        endRow(count: min(count, maximumColumns), length: end, hasQuotesWithin: hasQuotesWithin)
    }

    /// - Parameter hasQuotesWithin: whether unquoted cells have quotes in them.
    private func endRow(count: Int, length: Int, hasQuotesWithin: Bool) {
        let bytes = window.row
        current.pointee.bytes = UnsafePointer(bytes)
        current.pointee.count = count
        current.pointee.length = length
        current.pointee.offset = window.offset + Int64(window.rowStart)
        if unbelievedClosing != nil { findUnbelievedClosing() }
        if hasQuotesWithin, selection == .records, trouble == nil { findCutCells() }
        if let damage, damage.count > 0 { findDamage(in: bytes, length: length) }
        hasLineEnd = length < window.available
        endedWithCarriageReturn = hasLineEnd && bytes[length] == UInt8(ascii: "\r")
        nextLine = current.pointee.line + current.pointee.lines + (hasLineEnd ? 1 : 0)
        let consumed = hasLineEnd ? length + 1 : length
        window.advance(by: consumed)
        marks.move(by: -consumed)
    }

    /// - Returns: the number of cells kept. The last of them will be overwritten if there mustn't be more.
    @inline(never) private func makeRoomForCells() -> Int {
        let capacity = current.pointee.capacity
        if capacity > maximumColumns { return maximumColumns }
        current.pointee.grow(to: min(capacity * 2, maximumColumns + 1))
        return capacity
    }

    /// Gets more bytes while the row isn't at its end.
    func fill() throws -> Bool {
        guard window.available <= maximumRowBytes else { throw rowTooLong }
        return try window.fill(limit: maximumRowBytes + 1)
    }

    private var rowTooLong: CSVError { .rowTooLong(line: current.pointee.line, limit: maximumRowBytes) }
}
