/// Why a text is no filter, and where.
public struct WhereFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public var message: String
    /// What to write instead, if that can be said.
    public var hint: String?
    /// The filter.
    public var text: String
    /// The bytes of it that are meant; none at its end if something is missing there.
    public var place: Range<Int>

    public var description: String { rendered() }

    /// The message, the line that it is about with a mark under the place, and the hint.
    /// - Parameter width: of the terminal.
    public func rendered(width: Int = 80) -> String {
        let line = MarkedLine(place, in: text)
        let number = line.number > 1 || line.isFollowed ? ", line \(line.number)" : ""
        return ([message + number] + line.rendered(width: max(width - 2, 10)).map { "  " + $0 } + (hint.map { [$0] } ?? []))
            .joined(separator: "\n")
    }
}
