import BulkModel

/// The notes of a batch's rows while it is looked at.
struct RowNotes: Sendable {
    private var notes: [Int: [RowNote]] = [:]
    /// Where rows with notes begin in their file.
    private(set) var lines: [Int: Int] = [:]

    mutating func add(_ note: RowNote, row: Int) {
        notes[row, default: []].append(note)
    }

    /// - Parameter line: where the row begins, from 1.
    mutating func place(row: Int, line: Int) {
        if notes[row] != nil { lines[row] = line }
    }

    subscript(row: Int) -> [RowNote] { notes.isEmpty ? [] : notes[row] ?? [] }

    var isEmpty: Bool { notes.isEmpty }

    mutating func removeAll() {
        notes.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
    }
}
