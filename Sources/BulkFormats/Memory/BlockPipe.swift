import Foundation

/// Carries full blocks from one thread to another and the emptied ones back; a bounded number is under way.
///
/// Either side may end it: the writer when there is no more, the reader when it has failed. Both then stop waiting.
public final class BlockPipe: Sendable {
    /// `@unchecked Sendable`: every access to `state` happens while `condition` is locked.
    private final class Shared: @unchecked Sendable {
        let condition = NSCondition()
        var full: [MemoryBlock] = []
        var empty: [MemoryBlock] = []
        var isFinished = false
        var isBroken = false

        deinit {
            for block in full + empty { block.deallocate() }
        }
    }

    private let shared = Shared()

    /// - Parameters:
    ///   - blocks: how many blocks there are.
    ///   - size: bytes of each.
    public init(blocks: Int, size: Int) {
        for _ in 0..<blocks { shared.empty.append(MemoryBlock(capacity: size)) }
    }

    /// Waits for an empty block to fill.
    /// - Returns: nil if the reader has given up.
    public func emptyBlock() -> MemoryBlock? {
        take(from: \.empty)
    }

    /// Hands a filled block to the reader.
    public func send(_ block: MemoryBlock) {
        give(block, to: \.full)
    }

    /// Tells the reader that nothing more comes.
    public func finish() {
        signal { $0.isFinished = true }
    }

    /// Waits for the next full block.
    /// - Returns: nil if there is no more.
    public func fullBlock() -> MemoryBlock? {
        take(from: \.full)
    }

    /// Gives a block back to be filled again.
    public func recycle(_ block: MemoryBlock) {
        var block = block
        block.count = 0
        give(block, to: \.empty)
    }

    /// Tells the writer that nobody reads any more.
    public func giveUp() {
        signal { $0.isBroken = true }
    }

    private func take(from list: ReferenceWritableKeyPath<Shared, [MemoryBlock]>) -> MemoryBlock? {
        shared.condition.lock()
        defer { shared.condition.unlock() }
        while shared[keyPath: list].isEmpty {
            if shared.isBroken || shared.isFinished { return nil }
            shared.condition.wait()
        }
        if shared.isBroken { return nil }
        return shared[keyPath: list].removeFirst()
    }

    private func give(_ block: MemoryBlock, to list: ReferenceWritableKeyPath<Shared, [MemoryBlock]>) {
        signal { $0[keyPath: list].append(block) }
    }

    private func signal(_ change: (Shared) -> Void) {
        shared.condition.lock()
        defer { shared.condition.unlock() }
        change(shared)
        shared.condition.broadcast()
    }
}
