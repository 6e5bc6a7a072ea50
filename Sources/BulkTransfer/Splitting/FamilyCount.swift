import BulkFormats

/// What a family's files hold, as far as it must be known to cut them: each is read once. Rows are counted from 0.
struct FamilyCount {
    /// Where the parent's rows come from.
    private(set) var origins = RowOrigins()
    /// Bytes of each row of the parent and of the children's rows that belong to it.
    private(set) var sizes: [Int] = []
    /// For each row of the parent, the last that should be in the same part, for the same children could belong to it.
    private(set) var reach: [Int] = []
    /// Rows of each child for each row of the parent.
    private(set) var childRows: [[Int32]]
    /// Bytes of all headers.
    private(set) var headerSize = 0
    /// Rows of each child that belong to no row of the parent, and the bytes of all of them.
    private(set) var orphans: [Int]
    private(set) var orphanSize = 0
    /// By the parent's column.
    private var keys: [Int: ParentKeys] = [:]

    init(_ family: CutFamily) throws {
        childRows = Array(repeating: [], count: family.children.count)
        orphans = Array(repeating: 0, count: family.children.count)
        for child in family.children { keys[child.parentKeyColumn] = ParentKeys() }
        try countParents(of: family)
        for index in family.children.indices { try countRows(of: family.children[index], index) }
    }

    /// The row of the parent that a child's row belongs to.
    func parent(of reader: CSVReader, in child: CutFamily.Child) -> Int? {
        keys[child.parentKeyColumn]?.firstRow(of: reader.value(child.keyColumn))
    }

    /// See ``ParentKeys/torn(by:)``; by the parent's column.
    func torn(by part: (Int) -> Int) -> [(column: Int, count: Int, first: Int, last: Int)] {
        keys.sorted { $0.key < $1.key }.compactMap { column, keys in
            keys.torn(by: part).map { (column, $0.count, $0.first, $0.last) }
        }
    }

    private mutating func countParents(of family: CutFamily) throws {
        let reader = try family.parent.open()
        var meter = RowMeter()
        defer { meter.free() }
        headerSize += meter.header(of: reader)
        while try family.parent.next(of: reader, keepsRefused: false) {
            let row = sizes.count
            origins.append(try family.parent.origin(of: reader))
            sizes.append(meter.row(of: reader, family.parent.preparation))
            reach.append(row)
            for column in keys.keys {
                if let first = keys[column]?.add(reader.value(column), row: row) { reach[first] = row }
            }
        }
    }

    private mutating func countRows(of child: CutFamily.Child, _ index: Int) throws {
        let reader = try child.table.open()
        var meter = RowMeter()
        defer { meter.free() }
        headerSize += meter.header(of: reader)
        childRows[index] = Array(repeating: 0, count: sizes.count)
        while try child.table.next(of: reader, keepsRefused: false) {
            let size = meter.row(of: reader, child.table.preparation)
            if let parent = parent(of: reader, in: child) {
                childRows[index][parent] += 1
                sizes[parent] += size
            } else {
                orphans[index] += 1
                orphanSize += size
            }
        }
    }
}

/// Tells how many bytes rows will have.
private struct RowMeter {
    private var writer = CSVWriter(into: MemoryBlock(capacity: 65_536))

    mutating func header(of reader: CSVReader) -> Int {
        writer.block.count = 0
        writer.copyHeader(of: reader)
        return writer.block.count
    }

    mutating func row(of reader: CSVReader, _ preparation: RowPreparation?) -> Int {
        writer.block.count = 0
        writer.copyRow(of: reader, preparation)
        return writer.block.count
    }

    func free() {
        writer.block.deallocate()
    }
}
