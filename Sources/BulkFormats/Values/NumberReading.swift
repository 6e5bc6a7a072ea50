/// What a text is, read as a number.
public enum NumberReading: Hashable, Sendable {
    case value(Int64)
    case notANumber
    /// A number, but one with more digits than there may be, or beyond 64 bits.
    case tooManyDigits
}
