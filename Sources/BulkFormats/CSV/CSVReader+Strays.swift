/// Quotes that open a cell and don't close it where it ends.
///
/// One of them must not make the rows behind it vanish in a cell, so what stands behind the quote is looked at before it is believed:
/// as the lines that it would be without the quote. Nothing is unescaped before that, for the bytes may be read again.
extension CSVReader {
    /// What becomes of a quote that doesn't open a cell as it should.
    struct Stray {
        /// Where the cell ends; nil if the quote is an ordinary character, and the cell ends as if it had none.
        var end: Int?
        var contentEnd = 0
        /// Line ends in the cell.
        var lines = 0
    }

    /// - Parameters:
    ///   - quote: of a cell that begins at `start`.
    /// - Returns: nil for a quoted cell as it should be.
    /// - Throws: ``CSVError/unclosedQuote(line:)`` if there is no other quote in the text, unless it stands in the header.
    func strayQuote(at quote: Int, from start: Int) throws -> Stray? {
        guard let closing = try closingQuote(from: quote + 1) else {
            guard header.isEmpty else { throw CSVError.unclosedQuote(line: current.pointee.line + current.pointee.lines) }
            return Stray()
        }
        let behind = try placeBehindBlanks(closing + 1)
        let isClosed = behind == window.available || CSVScanner.endsCell(window.row[behind], delimiter: dialect.delimiter)
        let hasLineEnds = (quote..<closing).contains { isLineEnd(window.row[$0]) }
        if isClosed {
            guard hasLineEnds else { return nil }
            let others = try cellsBehind(behind)
            guard swallowsRows(from: quote, to: closing, others: others) else { return nil }
            // A row that is too wide may still be one.
            if current.pointee.count + 1 + others != header.count { unbelievedClosing = window.offset + Int64(window.rowStart + closing) }
            return Stray()
        }
        // Without the quote, is this a row as the others are?
        let columns = header.count
        let cells = try current.pointee.count + cellsOfLine(from: quote + 1, isInCell: true)
        if header.isEmpty || cells == columns { return Stray() }
        return try longerCell(from: quote, closing: closing) ?? Stray()
    }

    /// The quote that closes what another one opens; nil if the text ends before.
    /// - Parameter limit: where to look no further.
    private func closingQuote(from start: Int, limit: Int = .max) throws -> Int? {
        var place = start
        while true {
            guard place < limit else { return nil }
            place = CSVScanner.quoteOrLineEnd(in: window.row, from: place, to: window.available)
            if place >= window.available || place + 1 == window.available {
                place = min(place, window.available)
                if try fill() { continue }
                return place < window.available && window.row[place] == UInt8(ascii: "\"") ? place : nil
            }
            if window.row[place] == UInt8(ascii: "\"") {
                if window.row[place + 1] != UInt8(ascii: "\"") { return place }
                place += 2
            } else {
                place += 1
            }
        }
    }

    private func placeBehindBlanks(_ start: Int) throws -> Int {
        var place = start
        while true {
            if place == window.available {
                guard try fill() else { return place }
            }
            let byte = window.row[place]
            guard CSVScanner.isWhiteSpace(byte), !CSVScanner.endsCell(byte, delimiter: dialect.delimiter) else { return place }
            place += 1
        }
    }

    /// The cells on the rest of a line, read as if no quoted cell went on behind it.
    /// - Parameter isInCell: whether the place is within an unquoted cell.
    private func cellsOfLine(from start: Int, isInCell: Bool) throws -> Int {
        var cells = 1
        var place = start
        var mayOpen = !isInCell
        var isQuoted = false
        while true {
            if place == window.available {
                guard try fill() else { return cells }
            }
            let byte = window.row[place]
            if isLineEnd(byte) { return cells }
            if byte == UInt8(ascii: "\"") {
                if isQuoted || mayOpen { isQuoted.toggle() }
                mayOpen = isQuoted ? false : mayOpen
            } else if byte == dialect.delimiter, !isQuoted {
                cells += 1
                mayOpen = true
            } else if !CSVScanner.isWhiteSpace(byte) {
                mayOpen = false
            }
            place += 1
        }
    }

    /// A quoted cell with quotes in it that were not doubled: it is closed by a later quote that makes the row as long as the header.
    private func longerCell(from quote: Int, closing: Int) throws -> Stray? {
        var place = closing
        while let next = try closingQuote(from: place + 1, limit: quote + Self.furthestClosing) {
            let behind = try placeBehindBlanks(next + 1)
            place = next
            guard behind == window.available || CSVScanner.endsCell(window.row[behind], delimiter: dialect.delimiter) else { continue }
            guard current.pointee.count + 1 + (try cellsBehind(behind)) == header.count else { continue }
            if holdsRows(from: quote + 1, to: next) { return nil }
            return Stray(end: behind, contentEnd: next, lines: lineEnds(from: quote, to: behind))
        }
        return nil
    }

    /// Bytes within which the end of a broken cell is looked for.
    private static let furthestClosing = 65_536

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func lineEnds(from start: Int, to end: Int) -> Int {
        let bytes = window.row
        return (start..<end).count {
            bytes[$0] == UInt8(ascii: "\r") || bytes[$0] == UInt8(ascii: "\n") && bytes[$0 - 1] != UInt8(ascii: "\r")
        }
    }

    // MARK: - Cells that swallow rows

    /// Whether a quoted cell of several lines holds what looks like rows of the header's width: its first line together with the cells
    /// before it, its last one together with those behind it, and those between.
    /// - Parameter others: cells behind it.
    private func swallowsRows(from quote: Int, to closing: Int, others: Int) -> Bool {
        // Where cells are quoted, a quote that is missing leaves another one in the middle of a cell, and is found by that.
        guard header.count >= 2, !quotesHeader else { return false }
        let columns = header.count
        let lines = lines(from: quote + 1, to: closing)
        let before = current.pointee.count
        let first = before + lines[0].cells == columns && lines[0].isTight
        let last = lines[lines.count - 1].cells + others == columns && lines[lines.count - 1].isTight
        let inner = lines.dropFirst().dropLast().filter { !$0.isEmpty }
        let rows = inner.count { $0.cells == columns && $0.isTight }
        // A row that has the right width as it stands is believed unless all of it looks like rows.
        if before + 1 + others == columns {
            guard !lines.contains(where: \.hasEscapedQuotes) else { return false }
            // Two cells in a line are too few to tell, as long as nothing else is like the row's own first cell.
            if columns == 2, before == 0 || !isNumber(at: 0) || !lines.dropFirst().allSatisfy(\.beginsWithDigit) { return false }
            return first && last && rows == inner.count || columns >= Self.manyColumns && rows > 0 && (first || last)
        }
        return first && last || rows > 0 && (first || last)
    }

    /// Whether one of the lines behind the first looks like a row.
    private func holdsRows(from start: Int, to end: Int) -> Bool {
        lines(from: start, to: end).dropFirst().contains { $0.cells == header.count && $0.isTight }
    }

    private func isNumber(at place: Int) -> Bool { window.row[place] &- UInt8(ascii: "0") < 10 }

    /// Tells of a quote that would have closed a cell of several rows, and now stands in the last of them.
    func findUnbelievedClosing() {
        guard let closing = unbelievedClosing else { return }
        let place = closing - current.pointee.offset
        guard place < current.pointee.length else { return }
        unbelievedClosing = nil
        let row = current.pointee
        guard trouble == nil, let column = (0..<row.count).last(where: { Int64(row.cells[$0].origin) <= place }) else { return }
        let cell = row.cells[column]
        if cell.origin == cell.start { trouble = .strayQuote(line: row.line, column: column) }
    }

    /// So many columns that a line of a text hardly ever has as many delimiters by chance.
    private static let manyColumns = 4

    private struct Line {
        var cells = 1
        /// Whether no delimiter has a blank behind it, as those within texts have; or the file's own have, too.
        var isTight = true
        var isEmpty = true
        /// Whether a doubled quote stands for one; two around nothing are an empty cell.
        var hasEscapedQuotes = false
        var beginsWithDigit = false
    }

    /// The lines of a cell's content; at least one.
    private func lines(from start: Int, to end: Int) -> [Line] {
        let bytes = window.row
        var lines = [Line()]
        for place in start..<end {
            let byte = bytes[place]
            if isLineEnd(byte) {
                if byte == UInt8(ascii: "\r") || bytes[place - 1] != UInt8(ascii: "\r") { lines.append(Line()) }
                continue
            }
            if lines[lines.count - 1].isEmpty { lines[lines.count - 1].beginsWithDigit = isNumber(at: place) }
            lines[lines.count - 1].isEmpty = false
            if byte == UInt8(ascii: "\""), place + 1 < end, bytes[place + 1] == byte, !isBetweenCells(place, place + 1, in: start..<end) {
                lines[lines.count - 1].hasEscapedQuotes = true
            }
            guard byte == dialect.delimiter else { continue }
            lines[lines.count - 1].cells += 1
            if !hasBlanksBehindDelimiters, place + 1 < end, bytes[place + 1] == UInt8(ascii: " ") { lines[lines.count - 1].isTight = false }
        }
        return lines
    }

    private func isBetweenCells(_ first: Int, _ last: Int, in content: Range<Int>) -> Bool {
        let bytes = window.row
        let opens = first == content.lowerBound || CSVScanner.endsCell(bytes[first - 1], delimiter: dialect.delimiter)
        let closes = last + 1 == content.upperBound || CSVScanner.endsCell(bytes[last + 1], delimiter: dialect.delimiter)
        return opens && closes
    }

    /// The cells behind a closed cell on its line.
    private func cellsBehind(_ place: Int) throws -> Int {
        guard place < window.available, window.row[place] == dialect.delimiter else { return 0 }
        return try cellsOfLine(from: place + 1, isInCell: false)
    }
}
