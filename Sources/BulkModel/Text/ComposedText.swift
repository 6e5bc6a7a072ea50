/// Texts that are equal however their characters are composed, but for nothing else: the same bytes once they are composed.
public enum ComposedText {
    /// The first byte of the characters from U+0300 on; those before it are composed in every text.
    private static let firstLead: UInt8 = 0xCC

    /// Lends the composed form of UTF-8 text.
    public static func withBytes<Result>(of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if text.allSatisfy({ $0 < firstLead }) { return body(text) }
        var composed: [UInt8] = []
        composed.reserveCapacity(text.count)
        for scalar in CanonicalForm.composed(String(decoding: text, as: UTF8.self)) { composed.append(contentsOf: UTF8.encode(scalar)!) }
        return composed.withUnsafeBufferPointer(body)
    }
}
