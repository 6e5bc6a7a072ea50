/// Where a reader gets its bytes from: fills the buffer from its front.
///
/// Returns the bytes written, at most the buffer's size; 0 at the end and only there. What it throws reaches the reader's
/// caller.
public typealias ByteSource = (UnsafeMutableRawBufferPointer) throws -> Int
