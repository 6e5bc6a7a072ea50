@testable import BulkFormats

/// The reader's rules, byte by byte and without any cleverness, to compare it with.
struct PlainCSVReader {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var place = 0
    private var line = 1

    init(_ text: String, delimiter: Character) {
        bytes = Array(text.utf8)
        self.delimiter = delimiter.asciiValue!
    }

    /// All rows, or those before the error.
    mutating func rows() -> (rows: [[CSVTexts.Cell]], error: CSVError?) {
        var rows: [[CSVTexts.Cell]] = []
        while true {
            while takeLineEnd() {}
            if place == bytes.count { return (rows, nil) }
            var row: [CSVTexts.Cell] = []
            do throws(CSVError) {
                repeat { row.append(try cell(column: row.count)) } while take(delimiter)
            } catch {
                return (rows, error)
            }
            _ = takeLineEnd()
            rows.append(row)
        }
    }

    private mutating func cell(column: Int) throws(CSVError) -> CSVTexts.Cell {
        let position = CSVPosition(line: line, byte: Int64(place), column: column)
        let start = place
        while !isAtCellEnd, isBlank(bytes[place]) { place += 1 }
        var content: [UInt8] = []
        if take(0x22) {
            let opened = line
            while !take(0x22) || takeDoubled(into: &content) {
                if place == bytes.count { throw .unclosedQuote(line: opened) }
                if bytes[place] == 0x22 { continue }
                let lineStart = place
                if takeLineEnd() { content += bytes[lineStart..<place] } else { content.append(bytes[place]); place += 1 }
            }
            let tail = place
            while !isAtCellEnd { place += 1 }
            if !bytes[tail..<place].allSatisfy(isBlank) { content += bytes[tail..<place] }
        } else {
            while !isAtCellEnd { place += 1 }
            content += bytes[start..<place]
        }
        return CSVTexts.Cell(raw: String(decoding: content, as: UTF8.self), value: trimmed(content), position: position)
    }

    private var isAtCellEnd: Bool { place == bytes.count || [delimiter, 0x0A, 0x0D].contains(bytes[place]) }

    private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains(byte) }

    private func trimmed(_ content: [UInt8]) -> String {
        let end = content.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? 0
        return String(decoding: content[..<end].drop(while: isBlank), as: UTF8.self)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func takeDoubled(into content: inout [UInt8]) -> Bool {
        guard take(0x22) else { return false }
        content.append(0x22)
        return true
    }

    private mutating func takeLineEnd() -> Bool {
        let isLineEnd = take(0x0D) ? take(0x0A) || true : take(0x0A)
        if isLineEnd { line += 1 }
        return isLineEnd
    }
}
