public import BulkModel
public import FoundationEssentials

/// Callbacks that are due, and the record of each attempt. They come to be in the transaction that ends their job.
public protocol DeliveryStore: Sendable {
    /// Deliveries due by a time, the longest due first.
    func dueDeliveries(by time: Date, limit: Int) async throws -> [CallbackDelivery]

    /// Records an attempt.
    /// - Parameter next: when to try again; nil if there is nothing more to try.
    func record(_ attempt: CallbackAttempt, of delivery: ObjectID, next: Date?) async throws

    /// The deliveries of a job, with their attempts in order.
    func deliveries(of job: ObjectID) async throws -> [(delivery: CallbackDelivery, attempts: [CallbackAttempt])]
}
