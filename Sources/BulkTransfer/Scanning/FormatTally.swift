/// Which formats read which cells of a column, and where two of them make different values of the same cell.
struct FormatTally: Sendable {
    let kind: FormatKind
    let candidates: [FormatCandidate]
    private(set) var groups: [FormatGroup] = []
    /// Numbers of groups by the shapes of their cells, and the last of them.
    private var places: [UInt64: Int] = [:]
    private var last: (hash: UInt64, group: Int) = (0, -1)
    /// Cells that no format can fit, by their length, or because they have no digit.
    private(set) var hopeless = SeenCells()
    private var values: [Int64?] = []

    /// Shapes beyond this number are those of no dates and no numbers.
    private static let mostShapes = 4_096
    private static let longest = 64

    init(_ kind: FormatKind) {
        self.kind = kind
        candidates = kind.candidates
    }

    /// - Parameter line: where the cell's row begins.
    /// - Returns: whether any format reads the cell.
    mutating func add(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> Bool {
        guard cell.count <= Self.longest else {
            hopeless.add(cell, count: 1, line: line)
            return false
        }
        let shape = CellShape(cell, forNumbers: !kind.isDate)
        guard shape.runs > 0, let group = group(of: cell, shape) else {
            hopeless.add(cell, count: 1, line: line)
            return false
        }
        if groups[group].isSettled { return groups[group].addSettled(cell, line: line) }
        values.removeAll(keepingCapacity: true)
        for meaning in groups[group].meanings {
            values.append(meaning.order.map { $0.value(shape) } ?? candidates[meaning.candidates[0]].read(cell))
        }
        return groups[group].add(values, cell, line: line)
    }

    private mutating func group(of cell: UnsafeBufferPointer<UInt8>, _ shape: CellShape) -> Int? {
        if last.hash == shape.hash, last.group >= 0 { return last.group }
        if let known = places[shape.hash] {
            last = (shape.hash, known)
            return known
        }
        guard groups.count < Self.mostShapes else { return nil }
        groups.append(kind.isDate ? dateGroup(cell, shape) : numberGroup)
        places[shape.hash] = groups.count - 1
        return groups.count - 1
    }

    private func dateGroup(_ cell: UnsafeBufferPointer<UInt8>, _ shape: CellShape) -> FormatGroup {
        let texts = CellShape.probes(cell) + [Array(cell)]
        var meanings: [FormatGroup.Meaning] = []
        let separator = cell.first { !FormatCandidate.isWord($0) }
        for index in candidates.indices where candidates[index].mayFit(shape, separator: separator) {
            let mayFit = texts.contains { $0.withUnsafeBufferPointer { candidates[index].read($0) != nil } }
            guard mayFit else { continue }
            let order = DateOrder(candidates[index].pattern, fitting: shape, cell)
            if let order, let same = meanings.firstIndex(where: { $0.order == order }) {
                meanings[same].candidates.append(index)
            } else {
                meanings.append(FormatGroup.Meaning(candidates: [index], order: order))
            }
        }
        return FormatGroup(meanings, hasMonthAndDay: !meanings.isEmpty && !(shape.isYearFirst && shape.runs > 1), isFixed: false)
    }

    /// Any format may fit any number.
    private var numberGroup: FormatGroup {
        FormatGroup(candidates.indices.map { FormatGroup.Meaning(candidates: [$0]) }, hasMonthAndDay: false, isFixed: true)
    }

    /// Cells that a format reads.
    func fits(_ candidate: Int) -> Int { groups.reduce(0) { $0 + $1.fits(candidate) } }

    /// Cells that at least one format reads.
    var fitting: Int { groups.reduce(0) { $0 + $1.fitting } }

    /// Cells that a format doesn't read.
    func misfits(of candidate: Int) -> SeenCells {
        var seen = hopeless
        for group in groups { seen.add(group.misfits(of: candidate)) }
        return seen
    }

    /// The first cells that a format reads.
    func read(by candidate: Int) -> SeenCells {
        var seen = SeenCells()
        for group in groups { seen.add(group.read(by: candidate)) }
        return seen
    }

    /// How two formats differ, where both may fit.
    func difference(_ first: Int, _ second: Int) -> FormatDifference {
        var sum = FormatDifference()
        for group in groups { sum.add(group.difference(first, second)) }
        return sum
    }
}

/// How two formats differ over the cells whose shape both may fit.
struct FormatDifference: Sendable {
    /// Cells that both read, as different values.
    var different = SeenCells()
    /// Another of them.
    var second = SeenCells()
    /// Cells that only the first reads, and only the second.
    var onlyFirst = SeenCells()
    var onlySecond = SeenCells()

    var reversed: FormatDifference {
        FormatDifference(different: different, second: second, onlyFirst: onlySecond, onlySecond: onlyFirst)
    }

    mutating func `repeat`(_ times: Int) {
        different = different.repeated(times)
        second = second.repeated(times)
        onlyFirst = onlyFirst.repeated(times)
        onlySecond = onlySecond.repeated(times)
    }

    mutating func add(_ other: FormatDifference) {
        if second.count == 0 { second = different.count > 0 && other.different.count > 0 ? other.different : other.second }
        different.add(other.different)
        onlyFirst.add(other.onlyFirst)
        onlySecond.add(other.onlySecond)
    }
}
