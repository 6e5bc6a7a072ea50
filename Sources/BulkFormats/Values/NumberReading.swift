/// What a text is, read as a number.
public enum NumberReading: Hashable, Sendable {
    case value(Int64)
    /// A number with more decimals than the result has, which are cut off.
    case cut(Int64)
    case notANumber
    /// A number, but one with more digits than there may be, or beyond 64 bits.
    case tooManyDigits
}
