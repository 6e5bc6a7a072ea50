public import Logging

/// The request that is being answered, for everything that is logged on its way.
public enum CurrentRequest {
    /// Its name; nil outside of requests.
    @TaskLocal public static var id: String?

    /// Adds the name, under the key `request`, to every line of a logger that has it.
    public static let metadataProvider = Logger.MetadataProvider {
        id.map { ["request": "\($0)"] } ?? [:]
    }
}
