/// The different texts of a column, each with how often it was met: what is to be found out of a text is found out once.
///
/// It holds a few thousand of them in memory of a fixed size. When it is full, they are handed on, and it begins anew. Used by one thread at
/// a time.
final class DistinctCells {
    private struct Entry {
        var hash: UInt64
        var start: Int32
        var length: Int32
        var line: Int
        var count: Int
    }

    /// Bytes of a cell that is kept; longer ones are no options.
    static let longest = 512
    private static let capacity = 2_048
    private static let slotCount = 4_096
    private static let size = 65_536

    private let entries: UnsafeMutablePointer<Entry>
    /// Numbers of entries from 1, by the lowest bits of their hashes; 0 where there is none.
    private let slots: UnsafeMutablePointer<Int16>
    private let bytes: UnsafeMutablePointer<UInt8>
    private var count = 0
    private var used = 0

    init() {
        entries = .allocate(capacity: Self.capacity)
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: 0, count: Self.slotCount)
        bytes = .allocate(capacity: Self.size)
    }

    deinit {
        entries.deallocate()
        slots.deallocate()
        bytes.deallocate()
    }

    /// - Parameter cell: neither empty nor longer than ``longest``.
    /// - Returns: false if there is no room for it.
    func add(_ cell: UnsafeBufferPointer<UInt8>, line: Int) -> Bool {
        guard let source = cell.baseAddress else { return true }
        let hash = Self.hash(source, count: cell.count)
        var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        while slots[slot] != 0 {
            let entry = entries + Int(slots[slot] - 1)
            if entry.pointee.hash == hash, Int(entry.pointee.length) == cell.count,
                Self.equal(bytes + Int(entry.pointee.start), source, count: cell.count)
            {
                entry.pointee.count += 1
                return true
            }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        guard count < Self.capacity, used + cell.count <= Self.size else { return false }
        (bytes + used).update(from: source, count: cell.count)
        (entries + count).initialize(
            to: Entry(
                hash: hash, start: Int32(truncatingIfNeeded: used), length: Int32(truncatingIfNeeded: cell.count), line: line, count: 1))
        used += cell.count
        count += 1
        slots[slot] = Int16(truncatingIfNeeded: count)
        return true
    }

    /// Hands on what it holds, in the order of the file, and forgets it.
    func empty(_ body: (_ cell: UnsafeBufferPointer<UInt8>, _ count: Int, _ line: Int) -> Void) {
        for index in 0..<count {
            let entry = entries[index]
            body(UnsafeBufferPointer(start: bytes + Int(entry.start), count: Int(entry.length)), entry.count, entry.line)
        }
        slots.update(repeating: 0, count: Self.slotCount)
        count = 0
        used = 0
    }

    private static func hash(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(bytes)
        var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
        var place = 0
        while place + 8 <= count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
            place += 8
        }
        var tail: UInt64 = 0
        while place < count {
            tail = tail << 8 | UInt64(bytes[place])
            place += 1
        }
        hash = (hash ^ tail) &* 0xD6E8_FEB8_6659_FD93
        return hash ^ hash >> 29
    }

    private static func equal(_ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, count: Int) -> Bool {
        let a = UnsafeRawPointer(first)
        let b = UnsafeRawPointer(second)
        var place = 0
        while place + 8 <= count {
            if a.loadUnaligned(fromByteOffset: place, as: UInt64.self) != b.loadUnaligned(fromByteOffset: place, as: UInt64.self) {
                return false
            }
            place += 8
        }
        while place < count {
            if first[place] != second[place] { return false }
            place += 1
        }
        return true
    }
}
