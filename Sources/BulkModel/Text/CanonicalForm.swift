@_spi(_Unicode) import Swift

/// Canonical decomposition and composition. (Unicode Standard Annex 15)
///
/// The standard library has both for its own comparison of strings, by the same tables as letter case. It offers them under a name that
/// may change, so they are used here only.
enum CanonicalForm {
    /// Characters taken apart, with their marks in canonical order: one sequence for all canonically equivalent texts.
    static func decomposed(_ text: String) -> some Sequence<Unicode.Scalar> { text._nfd }

    /// Characters put together, as far as Unicode has a character for the whole: one sequence for all canonically equivalent texts.
    static func composed(_ text: String) -> some Sequence<Unicode.Scalar> { text._nfc }
}
