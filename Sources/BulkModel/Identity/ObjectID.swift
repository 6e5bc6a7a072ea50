/// The number that identifies an object of an organisation: a record, module, field, user, view or job alike.
///
/// An id is the organisation's prefix followed by a twelve-digit running number that all kinds of objects share and that
/// only ever grows, so ordering by id is ordering by creation. On the wire it is a JSON string of up to 19 digits.
/// (platform specification, section 2.2)
public struct ObjectID: Hashable, Comparable, Sendable {
    /// The number itself; always positive.
    public let rawValue: Int64

    /// How many values the running number behind a prefix can take.
    public static let sequenceSpan: Int64 = 1_000_000_000_000

    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// - Parameters:
    ///   - prefix: the organisation's prefix, six or seven digits.
    ///   - sequence: the running number, below ``sequenceSpan``.
    public init(prefix: Int64, sequence: Int64) {
        self.init(prefix * Self.sequenceSpan + sequence)
    }

    /// The organisation's part of the number.
    public var prefix: Int64 { rawValue / Self.sequenceSpan }

    /// The running number within the organisation.
    public var sequence: Int64 { rawValue % Self.sequenceSpan }

    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

extension ObjectID: LosslessStringConvertible {
    /// Accepts one to nineteen ASCII digits without a sign that fit a signed 64-bit integer; everything else is no id.
    public init?(_ text: some StringProtocol) {
        guard (1...19).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(text) else {
            return nil
        }
        self.init(value)
    }

    public var description: String { String(rawValue) }
}

extension ObjectID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ObjectID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not an id")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
