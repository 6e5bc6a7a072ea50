import CISAL

/// Compresses a stream to raw deflate (RFC 1951) with ISA-L, a block at a time, in constant memory.
///
/// Used by one thread at a time.
final class Deflater {
    private let stream = UnsafeMutablePointer<isal_zstream>.allocate(capacity: 1)
    private let levelBuffer: UnsafeMutablePointer<UInt8>
    private let output = UnsafeMutablePointer<UInt8>.allocate(capacity: Deflater.outputSize)

    private static let outputSize = 262_144

    init() {
        let size = Int(CISAL_LEVEL_1_BUFFER_SIZE)
        levelBuffer = .allocate(capacity: size)
        isal_deflate_init(stream)
        stream.pointee.level = 1
        stream.pointee.level_buf = levelBuffer
        stream.pointee.level_buf_size = UInt32(size)
    }

    deinit {
        stream.deallocate()
        levelBuffer.deallocate()
        output.deallocate()
    }

    /// - Parameters:
    ///   - isLast: ends the stream after these bytes.
    ///   - sink: gets the compressed bytes as they come.
    /// - Throws: what `sink` throws, or ``ZIPError/compression(code:)``.
    func compress(_ input: UnsafeRawBufferPointer, isLast: Bool, to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        stream.pointee.end_of_stream = isLast ? 1 : 0
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = output
            stream.pointee.avail_out = UInt32(Self.outputSize)
            let code = isal_deflate(stream)
            guard code == COMP_OK else { throw ZIPError.compression(code: code) }
            let count = Self.outputSize - Int(stream.pointee.avail_out)
            if count > 0 { try sink(UnsafeRawBufferPointer(start: output, count: count)) }
        } while stream.pointee.avail_out == 0
    }
}
