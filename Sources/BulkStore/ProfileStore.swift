public import BulkModel

/// The profiles of an organisation that someone restricted.
public protocol ProfileStore: Sendable {
    /// The profile of that name; one without restrictions if nothing is stored of it.
    func profile(named name: String) async throws -> Profile

    /// What is stored, by name.
    func profiles() async throws -> [Profile]

    /// Stores a profile, in place of what was stored under its name.
    func set(_ profile: Profile) async throws
}
