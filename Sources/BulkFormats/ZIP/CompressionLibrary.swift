import CISAL

/// ISA-L, which compresses and inflates.
public enum CompressionLibrary {
    /// The version Longshore was built with.
    public static var version: String { "\(ISAL_MAJOR_VERSION).\(ISAL_MINOR_VERSION).\(ISAL_PATCH_VERSION)" }
}
