/// Numbers distinct keys in the order they come: a hash table whose keys lie in one piece of memory.
struct KeyTable: Sendable {
    private struct Entry {
        var hash: UInt64
        var offset: Int
        var count: Int
    }

    /// Positions of entries plus one; zero is free.
    private var slots: [Int32]
    private var entries: [Entry] = []
    private var arena: [UInt8] = []
    private let seed = UInt64.random(in: .min ... .max)

    init(capacity: Int = 16) {
        var size = 32
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: 0, count: size)
    }

    var count: Int { entries.count }

    /// The number of a key; nil if it never came.
    func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
        let slot = slot(of: key, hash: hash(key))
        return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
    }

    /// The number of a key, the next one if it is new.
    mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        let hash = hash(key)
        var slot = slot(of: key, hash: hash)
        if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
        if entries.count * 2 >= slots.count {
            grow()
            slot = self.slot(of: key, hash: hash)
        }
        entries.append(Entry(hash: hash, offset: arena.count, count: key.count))
        arena.append(contentsOf: key)
        slots[slot] = Int32(entries.count)
        return (entries.count - 1, true)
    }

    mutating func removeAll() {
        guard !entries.isEmpty else { return }
        for index in slots.indices { slots[index] = 0 }
        entries.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
    }

    /// Where the key is, or the free slot where it would be.
    private func slot(of key: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, entry.count == key.count, isEqual(entry, key) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func isEqual(_ entry: Entry, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        arena.withUnsafeBufferPointer { $0[entry.offset..<entry.offset + entry.count].elementsEqual(key) }
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index + 1)
        }
    }

    /// Eight bytes at a time, mixed by multiplication; the seed differs from table to table, so no file can aim at one slot.
    private func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = seed ^ UInt64(truncatingIfNeeded: key.count)
        let raw = UnsafeRawBufferPointer(key)
        var offset = 0
        while offset + 8 <= raw.count {
            hash = Self.mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < raw.count {
            rest = rest << 8 | UInt64(raw[offset])
            offset += 1
        }
        return Self.mix(hash ^ rest)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
