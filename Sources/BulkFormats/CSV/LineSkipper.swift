/// Leaves the first lines of a text out. Used by one thread at a time.
public final class LineSkipper {
    private var left: Int
    private var endedWithCarriageReturn = false
    private let source: ByteSource

    public init(_ lines: Int, source: @escaping ByteSource) {
        left = lines
        self.source = source
    }

    /// Fills the buffer from its front.
    /// - Returns: the bytes written, 0 at the end and only there.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = try source(buffer)
            guard left > 0 || endedWithCarriageReturn, count > 0 else { return count }
            var place = 0
            while place < count, left > 0 || endedWithCarriageReturn {
                let byte = buffer[place]
                if endedWithCarriageReturn {
                    // The second half of a CRLF ends nothing.
                    endedWithCarriageReturn = false
                    if byte == UInt8(ascii: "\n") {
                        place += 1
                        continue
                    }
                    if left == 0 { break }
                }
                if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                    left -= 1
                    endedWithCarriageReturn = byte == UInt8(ascii: "\r")
                }
                place += 1
            }
            guard place < count else { continue }
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[place..<count]))
            return count - place
        }
    }
}
