extension CSVReader {
    /// Reads a quoted cell and unescapes it.
    /// - Returns: the cell, and where the delimiter or line end behind it is, or the text's end; nil if the cell isn't quoted.
    @inline(never) func quotedCell(from start: Int) throws -> (cell: CSVRow.Cell, end: Int)? {
        guard let quote = try openingQuote(from: start) else { return nil }
        let lines = current.pointee.lines
        if selection == .records, let stray = try strayQuote(at: quote, from: start) {
            marks.restart(at: stray.end.map { $0 + 1 } ?? quote + 1)
            if trouble == nil { trouble = .strayQuote(line: current.pointee.line + lines, column: current.pointee.count) }
            guard let end = stray.end else { return nil }
            current.pointee.lines += stray.lines
            return (CSVRow.Cell(start: quote + 1, end: stray.contentEnd, origin: start, lines: lines), end)
        }
        let content = try quotedContent(from: quote + 1)
        let end = try cellEnd(from: content.closingQuote + 1)
        let contentEnd = appendTail(from: content.closingQuote + 1, to: end, contentEnd: content.end)
        return (CSVRow.Cell(start: quote + 1, end: contentEnd, origin: start, lines: lines), end)
    }

    /// The quote that a cell begins with, after white space or not.
    /// - Returns: nil if the cell isn't quoted.
    private func openingQuote(from start: Int) throws -> Int? {
        var place = start
        while true {
            if place == window.available {
                guard try fill() else { return nil }
            }
            let byte = window.row[place]
            if byte == UInt8(ascii: "\"") { return place }
            guard CSVScanner.isWhiteSpace(byte), !CSVScanner.endsCell(byte, delimiter: dialect.delimiter) else { return nil }
            place += 1
        }
    }

    /// The delimiter or line end that is next, or the text's end.
    private func cellEnd(from start: Int) throws -> Int {
        marks.skip(to: start)
        while true {
            while marks.bits == 0 {
                if marks.end >= window.available {
                    guard try fill() else { return window.available }
                }
                marks.load(window.row, available: window.available, delimiter: dialect.delimiter)
            }
            let place = marks.take()
            if CSVScanner.endsCell(window.row[place], delimiter: dialect.delimiter) { return place }
        }
    }

    /// Goes over a quoted cell's content, closes the gaps that doubled quotes leave, and counts line ends.
    /// - Returns: where the content ends, and where the closing quote is.
    @inline(__always)
    private func quotedContent(from start: Int) throws -> (end: Int, closingQuote: Int) {
        let line = current.pointee.line + current.pointee.lines
        var bytes = window.row
        var available = window.available
        var place = start
        // Content before the gap is at its place, up to `end`; what is behind, from `pending` on, is moved when the next gap comes.
        var end = start
        var pending = start
        while true {
            place = CSVScanner.quoteOrLineEnd(in: bytes, from: place, to: available)
            // Whether a quote closes is known only from the byte behind it.
            if place >= available || place + 1 == available {
                let isLast = place < available
                place = min(place, available)
                let hasMore = try fill()
                bytes = window.row
                available = window.available
                if hasMore { continue }
                guard isLast, bytes[place] == UInt8(ascii: "\"") else {
                    throw CSVError.unclosedQuote(line: line)
                }
            }
            if bytes[place] == UInt8(ascii: "\"") {
                let isDoubled = place + 1 < available && bytes[place + 1] == UInt8(ascii: "\"")
                let count = (isDoubled ? place + 1 : place) - pending
                if end != pending { (bytes + end).update(from: bytes + pending, count: count) }
                end += count
                if !isDoubled { return (end, place) }
                place += 2
                pending = place
            } else {
                // The second half of a CRLF isn't a line end of its own.
                if bytes[place] == UInt8(ascii: "\r") || bytes[place - 1] != UInt8(ascii: "\r") { current.pointee.lines += 1 }
                place += 1
            }
        }
    }

    /// Appends what stands between a closing quote and the cell's end to the content, unless it is white space.
    /// - Returns: the content's end.
    @inline(__always)
    private func appendTail(from start: Int, to end: Int, contentEnd: Int) -> Int {
        if start == end { return contentEnd }
        let bytes = window.row
        var place = start
        while place < end, CSVScanner.isWhiteSpace(bytes[place]) { place += 1 }
        if place == end { return contentEnd }
        (bytes + contentEnd).update(from: bytes + start, count: end - start)
        return contentEnd + end - start
    }
}
