/// Which rows of a parent are in which part; the rest of a family follows them.
///
/// Rows stay in order. A part ends where no two rows of the same key lie on both sides, if there is such a place in it.
struct FamilyPlan {
    /// The first row of each part, from 0.
    private(set) var starts: [Int] = []

    /// - Parameter parentRows: rows of the parent that a part may have.
    /// - Throws: ``TransferFailure`` if rows that must be together are too many or too large.
    init(_ family: CutFamily, _ count: FamilyCount, limits: PartLimits, parentRows: Int) throws {
        let rows = count.sizes.count
        var part = Load(rows: count.orphans, size: count.headerSize + count.orphanSize)
        guard part.fits(limits, parentRows: parentRows) else { throw Self.tooManyOrphans(family, count) }
        guard rows > 0 || count.orphans.contains(where: { $0 > 0 }) else { return }
        starts = [0]
        var start = 0
        var reach = 0
        /// The last place in the part where no key is torn.
        var clean: Int?
        var row = 0
        while row < rows {
            part.add(row, of: count)
            if part.fits(limits, parentRows: parentRows) {
                reach = max(reach, count.reach[row])
                row += 1
                if reach < row { clean = row }
                continue
            }
            guard row > start else {
                throw start == 0 && count.orphans.contains { $0 > 0 }
                    ? Self.tooManyOrphans(family, count) : Self.tooLarge(family, count, row: row)
            }
            start = clean ?? row
            starts.append(start)
            row = start
            reach = start
            clean = nil
            part = Load(rows: Array(repeating: 0, count: family.children.count), size: count.headerSize)
        }
    }

    /// The part of a row of the parent.
    func part(of row: Int) -> Int {
        var low = 0
        var high = starts.count
        // The last part that doesn't begin behind the row.
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= row { low = middle } else { high = middle }
        }
        return low
    }

    /// How much is in a part.
    private struct Load {
        var parents = 0
        /// Of each child.
        var rows: [Int]
        var size: Int

        init(rows: [Int], size: Int) {
            self.rows = rows
            self.size = size
        }

        mutating func add(_ row: Int, of count: FamilyCount) {
            parents += 1
            size += count.sizes[row]
            for child in rows.indices { rows[child] += Int(count.childRows[child][row]) }
        }

        func fits(_ limits: PartLimits, parentRows: Int) -> Bool {
            parents <= parentRows && size <= limits.size && rows.allSatisfy { $0 <= limits.rows }
        }
    }

    private static func tooLarge(_ family: CutFamily, _ count: FamilyCount, row: Int) -> TransferFailure {
        let line = count.origins[row]?.line ?? 0
        let rows = zip(family.children, count.childRows).map { "\($1[row]) rows of \($0.table.source.name)" }.joined(separator: ", ")
        return TransferFailure(
            .file,
            "\(family.parent.source.name), line \(line): the row belongs together with \(rows), which is more than a job takes. Leave some of them out, and import them on their own afterwards"
        )
    }

    private static func tooManyOrphans(_ family: CutFamily, _ count: FamilyCount) -> TransferFailure {
        let rows = zip(family.children, count.orphans).filter { $1 > 0 }.map { "\($1) rows of \($0.table.source.name)" }
        return TransferFailure(
            .file,
            "\(rows.joined(separator: " and ")) belong to no row of \(family.parent.source.name), and they are more than a job takes. Are they joined by the right columns?"
        )
    }
}
