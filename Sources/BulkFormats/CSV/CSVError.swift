/// Why a CSV text can't be read on.
public enum CSVError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text ends within a quoted cell.
    /// - Parameter line: from 1, where its opening quote is.
    case unclosedQuote(line: Int)
    /// - Parameters:
    ///   - line: from 1, where the row begins.
    ///   - limit: the bytes that a row may have, its line end not counted.
    case rowTooLong(line: Int, limit: Int)

    public var description: String {
        switch self {
        case .unclosedQuote(let line): "line \(line): the quote that opens here is never closed"
        case .rowTooLong(let line, let limit): "line \(line): the row that begins here has more than \(limit) bytes"
        }
    }
}
