/// What a call takes of its organisation's allowance. (platform specification, section 6.2)
public struct CallCost: Hashable, Sendable {
    /// API credits; a call without any isn't counted among those that run at a time either.
    public let credits: Int
    /// Whether it is one of the calls of which fewer may run at a time.
    public let isHeavy: Bool

    public init(credits: Int, isHeavy: Bool = false) {
        self.credits = credits
        self.isHeavy = isHeavy
    }

    public static let free = CallCost(credits: 0)
    public static let one = CallCost(credits: 1)
    public static let heavy = CallCost(credits: 1, isHeavy: true)
}
