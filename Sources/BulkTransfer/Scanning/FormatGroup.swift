/// Cells of one shape, and what the formats that may fit it make of them.
struct FormatGroup: Sendable {
    /// Formats that read cells of the shape alike.
    struct Meaning: Sendable {
        /// Indexes of formats.
        var candidates: [Int]
        /// Nil if a format has to be asked.
        var order: DateOrder?
    }

    let meanings: [Meaning]
    /// Whether the shape doesn't tell month from day.
    let hasMonthAndDay: Bool
    /// Whether the shape alone says which formats read a cell, and which of them alike.
    private let isFixed: Bool
    private var all = SeenCells()
    private var anyFits = 0
    private var reads: [SeenCells]
    private var fails: [SeenCells]
    /// Of each pair, the smaller place first.
    private var differences: [FormatDifference]

    init(_ meanings: [Meaning], hasMonthAndDay: Bool, isFixed: Bool) {
        self.meanings = meanings
        self.hasMonthAndDay = hasMonthAndDay
        self.isFixed = isFixed
        reads = meanings.map { _ in SeenCells() }
        fails = reads
        differences = Array(repeating: FormatDifference(), count: meanings.count * meanings.count)
    }

    /// Whether the cells that come need no reading.
    var isSettled: Bool { isFixed && all.count > 0 }

    /// Cells that at least one format reads.
    var fitting: Int { anyFits * times }

    /// Counts cells of a fixed shape that has been read once.
    /// - Returns: whether any format reads them.
    mutating func addSettled(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> Bool {
        all.add(cell, count: 1, line: line)
        return anyFits > 0
    }

    /// - Parameter values: what each meaning reads.
    /// - Returns: whether any reads it.
    mutating func add(_ values: [Int64?], _ cell: UnsafeBufferPointer<UInt8>, line: Int) -> Bool {
        all.add(cell, count: 1, line: line)
        var isRead = false
        for first in values.indices {
            guard let value = values[first] else {
                fails[first].add(cell, count: 1, line: line)
                continue
            }
            isRead = true
            reads[first].add(cell, count: 1, line: line)
            for second in values.indices where second != first {
                let place = min(first, second) * values.count + max(first, second)
                if let other = values[second] {
                    if first < second, other != value { addDifferent(cell, line: line, at: place) }
                } else if first < second {
                    differences[place].onlyFirst.add(cell, count: 1, line: line)
                } else {
                    differences[place].onlySecond.add(cell, count: 1, line: line)
                }
            }
        }
        if isRead { anyFits += 1 }
        return isRead
    }

    private mutating func addDifferent(_ cell: UnsafeBufferPointer<UInt8>, line: Int, at place: Int) {
        if differences[place].different.count > 0, differences[place].second.count == 0 {
            differences[place].second.add(cell, count: 1, line: line)
        }
        differences[place].different.add(cell, count: 1, line: line)
    }

    /// How often what was read once is there.
    private var times: Int { isFixed ? all.count : 1 }

    private func place(of candidate: Int) -> Int? { meanings.firstIndex { $0.candidates.contains(candidate) } }

    func fits(_ candidate: Int) -> Int { place(of: candidate).map { reads[$0].count * times } ?? 0 }

    func read(by candidate: Int) -> SeenCells { place(of: candidate).map { reads[$0].repeated(times) } ?? SeenCells() }

    func misfits(of candidate: Int) -> SeenCells { place(of: candidate).map { fails[$0].repeated(times) } ?? all }

    func difference(_ first: Int, _ second: Int) -> FormatDifference {
        guard let a = place(of: first), let b = place(of: second), a != b else { return FormatDifference() }
        var difference = differences[min(a, b) * meanings.count + max(a, b)]
        if isFixed { difference.repeat(times) }
        return a < b ? difference : difference.reversed
    }
}
