/// By what the cells of a column name records or users.
struct KeyTally: Sendable {
    /// What stands before ids in files that the service's own pages export.
    static let prefix = "zcrm_"

    private(set) var ids = SeenCells()
    private(set) var prefixedIDs = SeenCells()
    private(set) var addresses = SeenCells()
    private(set) var others = SeenCells()

    mutating func add(_ cell: UnsafeBufferPointer<UInt8>, count: Int, line: Int) {
        if Self.isID(cell[...]) {
            ids.add(cell, count: count, line: line)
        } else if cell.starts(with: Self.prefix.utf8), Self.isID(cell.dropFirst(Self.prefix.utf8.count)) {
            prefixedIDs.add(cell, count: count, line: line)
        } else if cell.contains(UInt8(ascii: "@")) {
            addresses.add(cell, count: count, line: line)
        } else {
            others.add(cell, count: count, line: line)
        }
    }

    private static func isID(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        !text.isEmpty && text.count <= 19 && text.allSatisfy { $0 &- 0x30 < 10 }
    }
}
