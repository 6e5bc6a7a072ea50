public import BulkModel
public import FoundationEssentials
import Synchronization

/// Keeps organisations within their API credits and the number of calls that may run at a time. What was spent is forgotten when the
/// server ends. (platform specification, section 6.2)
public final class CallMeter: Sendable {
    private struct Account {
        var window = CreditWindow()
        var running = 0
        var heavy = 0
    }

    private let limits: Limits
    private let accounts = Mutex<[ObjectID: Account]>([:])

    init(limits: Limits) {
        self.limits = limits
    }

    /// Whether anything is limited at all.
    public var isLimiting: Bool { limits.dailyCredits != nil || limits.concurrentCalls != nil }

    /// Lets a call in; ``end(_:of:)`` must follow.
    /// - Parameter users: active ones of the organisation, by whose number its credits go.
    /// - Throws: ``CallRefusal``.
    public func begin(_ cost: CallCost, of organization: ObjectID, users: Int, at now: Date) throws {
        try accounts.withLock { accounts in
            var account = accounts[organization] ?? Account()
            defer { accounts[organization] = account }
            account.window.advance(to: now)
            if let allowance = allowance(users: users), account.window.spent + cost.credits > allowance {
                throw CallRefusal(limit: .dailyCredits, until: account.window.relief(leaving: allowance - cost.credits))
            }
            if let maximum = limits.concurrentCalls, account.running >= maximum { throw CallRefusal(limit: .concurrentCalls, until: nil) }
            if cost.isHeavy, let maximum = limits.concurrentHeavyCalls, account.heavy >= maximum {
                throw CallRefusal(limit: .concurrentCalls, until: nil)
            }
            account.window.spend(cost.credits, at: now)
            account.running += 1
            if cost.isHeavy { account.heavy += 1 }
        }
    }

    /// Counts what a call turned out to cost beyond what it began with.
    func spend(_ credits: Int, of organization: ObjectID, at now: Date) {
        guard limits.dailyCredits != nil, credits > 0 else { return }
        accounts.withLock { $0[organization, default: Account()].window.spend(credits, at: now) }
    }

    public func end(_ cost: CallCost, of organization: ObjectID) {
        accounts.withLock { accounts in
            accounts[organization]?.running -= 1
            if cost.isHeavy { accounts[organization]?.heavy -= 1 }
        }
    }

    /// What is left of an organisation's credits; nil if they are without limit.
    public func balance(of organization: ObjectID, users: Int, at now: Date) -> CreditBalance? {
        guard let allowance = allowance(users: users) else { return nil }
        return accounts.withLock { accounts in
            var account = accounts[organization] ?? Account()
            account.window.advance(to: now)
            accounts[organization] = account
            return CreditBalance(
                allowance: allowance, remaining: max(allowance - account.window.spent, 0), relief: account.window.relief(from: now))
        }
    }

    private func allowance(users: Int) -> Int? {
        limits.dailyCredits.map { min($0.base + users * $0.perUser, $0.maximum) }
    }
}

/// An organisation's API credits at one moment.
public struct CreditBalance: Hashable, Sendable {
    /// Credits of 24 hours.
    public let allowance: Int
    public let remaining: Int
    /// When the oldest of the spent credits comes back.
    public let relief: Date
}
