/// Turns bytes of one encoding into UTF-8, piece by piece.
protocol TextConverter: AnyObject {
    /// - Parameters:
    ///   - input: what wasn't consumed before, and what has come since.
    ///   - isLast: whether nothing follows the input, which is then consumed whole and may be empty.
    ///   - output: has room for three bytes for each byte of input, and ``TextOutput/reserve`` more.
    /// - Returns: the bytes consumed; all except for a character that may go on after the input.
    func convert(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout TextOutput) -> Int
}
