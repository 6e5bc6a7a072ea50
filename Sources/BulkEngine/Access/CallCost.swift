/// What a call takes of its organisation's allowance. (platform specification, section 6.2)
public struct CallCost: Hashable, Sendable {
    /// API credits; a call without any isn't counted among those that run at a time either.
    public let credits: Int
    /// What the call takes at most: some take more the more records they bring.
    public let mostCredits: Int
    /// Whether it is one of the calls of which fewer may run at a time.
    public let isHeavy: Bool

    public init(credits: Int, most mostCredits: Int? = nil, isHeavy: Bool = false) {
        self.credits = credits
        self.mostCredits = mostCredits ?? credits
        self.isHeavy = isHeavy
    }

    public static let free = CallCost(credits: 0)
    public static let one = CallCost(credits: 1)
    /// One credit for ten records, of which there are a hundred at most.
    public static let records = CallCost(credits: 1, most: 10)
    public static let heavy = CallCost(credits: 1, isHeavy: true)
}
