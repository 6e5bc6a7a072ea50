import BulkClient

/// A server that a command talks to.
struct Connection {
    let client: BulkClient
    let kind: ServerKind

    /// - Throws: ``Failure`` if the server isn't Longshore.
    func requireLongshore(for purpose: String) throws {
        guard kind.isLongshore else {
            throw Failure(.usage, "\(purpose) is Longshore's own, and \(client.server.api) is another server")
        }
    }
}
