/// Why a transfer ended before it was done, in words for the person who began it: what happened, and how to go on.
public struct TransferFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// What was asked for can't be done as it was said.
        case request
        /// A file can't be read, or isn't what it should be.
        case file
        /// The server refused, or isn't reached.
        case server
        /// The job failed at the server, or was cancelled there.
        case job
        /// What arrived isn't what the server counted.
        case incomplete
    }

    public let kind: Kind
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { message }
}
