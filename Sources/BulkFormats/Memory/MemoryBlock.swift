/// A piece of memory that is filled, handed on, emptied and filled again, so that a stream of any length needs a few of them.
///
/// `@unchecked Sendable`: a block belongs to one thread at a time. Whoever takes it from a ``BlockPipe`` owns it until it
/// is handed on; nothing reads or writes a block it has given away.
public struct MemoryBlock: @unchecked Sendable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    /// Bytes filled.
    public var count = 0

    public init(capacity: Int) {
        self.base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    public func deallocate() {
        base.deallocate()
    }

    /// The filled part.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Where the next byte goes, with room for at least `room` of them.
    @inlinable public mutating func end(withRoomFor room: Int) -> UnsafeMutablePointer<UInt8> {
        if capacity - count < room { grow(by: room) }
        return base + count
    }

    /// Kept out of line: it happens only when a single row is larger than what a block was made for.
    @inline(never) @usableFromInline mutating func grow(by room: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + room)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = capacity * 2 + room
    }
}
