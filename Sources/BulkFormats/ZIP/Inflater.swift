import CISAL

/// Decompresses raw deflate (RFC 1951) with ISA-L, a piece at a time, in constant memory.
///
/// Used by one thread at a time.
final class Inflater {
    /// The state holds the window and tables, some 100 KiB.
    private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: Inflater.inputSize, alignment: 16)
    private var isInputAtEnd = false

    private static let inputSize = 65_536

    init() {
        // Its window too, so that a stream which refers to what was before its start can't bring old memory to light.
        UnsafeMutableRawPointer(state).initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<inflate_state>.size)
        isal_inflate_init(state)
    }

    deinit {
        state.deallocate()
        input.deallocate()
    }

    /// Whether the stream has ended and all of it was handed out.
    var isFinished: Bool { state.pointee.block_state == ISAL_BLOCK_FINISH }

    /// Whether compressed bytes were taken from the source that don't belong to the stream.
    var hasUnusedInput: Bool { state.pointee.avail_in > 0 || state.pointee.read_in_length >= 8 }

    /// Fills the buffer from its front.
    /// - Parameters:
    ///   - output: has room for a byte at least.
    ///   - source: gives compressed bytes.
    /// - Returns: the bytes written, 0 at the end of the stream and only there.
    /// - Throws: what `source` throws, or ``ZIPError/damaged(reason:)`` if it is no valid stream, or ends too early.
    func inflate(into output: UnsafeMutableRawBufferPointer, from source: ByteSource) throws -> Int {
        let room = UInt32(clamping: min(output.count, Int(Int32.max)))
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = room
        while !isFinished {
            if state.pointee.avail_in == 0, !isInputAtEnd { try refill(from: source) }
            let available = state.pointee.avail_in
            let code = isal_inflate(state)
            guard code == ISAL_DECOMP_OK else { throw ZIPError.damaged(reason: "compressed data in it is invalid") }
            let count = room - state.pointee.avail_out
            if count > 0 { return Int(count) }
            guard isFinished || !isInputAtEnd || state.pointee.avail_in < available else {
                throw ZIPError.damaged(reason: "compressed data in it ends too early")
            }
        }
        return 0
    }

    private func refill(from source: ByteSource) throws {
        let count = try source(input)
        isInputAtEnd = count == 0
        state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_in = UInt32(count)
    }
}
