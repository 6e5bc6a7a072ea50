/// What the values of an auto-number field look like: `Q-100-X`. (platform specification, section 10.1)
public struct AutoNumber: Hashable, Sendable, Codable {
    public var prefix: String
    /// The number of the first record.
    public var start: Int64
    public var suffix: String

    public init(prefix: String = "", start: Int64 = 1, suffix: String = "") {
        self.prefix = prefix
        self.start = start
        self.suffix = suffix
    }

    /// - Parameter position: of the record among those that the field has numbered, from 1.
    public func text(at position: Int64) -> String {
        "\(prefix)\(start - 1 + position)\(suffix)"
    }
}

extension Field {
    /// The value of an auto-number field for the record at a position, from 1.
    public func numberText(at position: Int64) -> String {
        (autoNumber ?? AutoNumber()).text(at: position)
    }
}
