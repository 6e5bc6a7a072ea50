/// Where the rows of a part come from, in runs: however many rows there are, they are few where a file is cut straight through.
public struct RowOrigins: Hashable, Sendable, Codable {
    /// The place of a row in the file it comes from.
    public struct Origin: Hashable, Sendable {
        /// From 1; the row below the header is the first.
        public var row: Int
        /// Where it begins, from 1.
        public var line: Int

        public init(row: Int, line: Int) {
            self.row = row
            self.line = line
        }
    }

    /// Rows that follow one another in their file, at equal distances of lines.
    private struct Run: Hashable, Codable {
        /// Rows of the part before it.
        var start: Int
        var count: Int
        var row: Int
        var line: Int
        /// Lines from one row to the next.
        var stride: Int
    }

    private var runs: [Run] = []
    /// Rows.
    public private(set) var count = 0

    public init() {}

    /// Adds the next row.
    public mutating func append(_ origin: Origin) {
        defer { count += 1 }
        guard let last = runs.last, origin.row == last.row + last.count else { return begin(with: origin) }
        if last.count == 1 {
            runs[runs.count - 1].stride = origin.line - last.line
        } else if origin.line != last.line + last.stride * last.count {
            return begin(with: origin)
        }
        runs[runs.count - 1].count += 1
    }

    private mutating func begin(with origin: Origin) {
        runs.append(Run(start: count, count: 1, row: origin.row, line: origin.line, stride: 1))
    }

    /// - Parameter index: of the row in the part, from 0 for that below the header.
    /// - Returns: nil if the part has no such row.
    public subscript(index: Int) -> Origin? {
        guard index >= 0, index < count else { return nil }
        var low = 0
        var high = runs.count
        // The last run that doesn't begin behind the row.
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].start <= index { low = middle } else { high = middle }
        }
        let run = runs[low]
        return Origin(row: run.row + index - run.start, line: run.line + (index - run.start) * run.stride)
    }
}
