import BulkEngine
import BulkModel
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Keeps callers within the limits of their organisation, and tells them how near they are. (platform specification, section 6.2)
struct Throttle {
    let engine: Engine

    /// - Throws: `TOO_MANY_REQUESTS`, and what the handler throws.
    func answer(_ request: Request, cost: CallCost, by handler: () async throws -> Response) async throws -> Response {
        // Whoever can't be told is refused by the handler itself, and costs nobody anything.
        guard engine.meter.isLimiting, cost.credits > 0, let caller = try? await engine.caller(of: request) else {
            return try await handler()
        }
        let users = try await engine.users(of: caller).count(where: \.isActive)
        do {
            try engine.meter.begin(cost, of: caller.organization, users: users, at: engine.time.now)
        } catch let refusal as CallRefusal {
            throw refusal.error(for: caller.user, at: engine.time.now)
        }
        defer { engine.meter.end(cost, of: caller.organization) }
        var response = try await handler()
        if let balance = engine.meter.balance(of: caller.organization, users: users, at: engine.time.now) {
            response.headers.append(contentsOf: balance)
        }
        return response
    }
}

extension HTTPFields {
    /// The first-generation clients hand the three to their users; the other comes when half of the credits is spent.
    fileprivate mutating func append(contentsOf balance: CreditBalance) {
        self[.rateLimit] = String(balance.allowance)
        self[.rateLimitRemaining] = String(balance.remaining)
        self[.rateLimitReset] = String(Int64(balance.relief.timeIntervalSince1970 * 1_000))
        if balance.remaining * 2 <= balance.allowance { self[.creditsRemaining] = String(balance.remaining) }
    }
}

extension HTTPField.Name {
    fileprivate static let rateLimit = Self("X-RATELIMIT-LIMIT")!
    fileprivate static let rateLimitRemaining = Self("X-RATELIMIT-REMAINING")!
    /// Milliseconds since 1970.
    fileprivate static let rateLimitReset = Self("X-RATELIMIT-RESET")!
    fileprivate static let creditsRemaining = Self("X-API-CREDITS-REMAINING")!
}
