/// Texts with a few small changes, as typing errors and broken files make them.
public enum ChangedText {
    /// One of some texts with one to three characters taken away, put in or replaced, or a run of them removed.
    /// - Parameter scalars: what is put in.
    public static func random(
        of texts: [String], inserting scalars: [Unicode.Scalar], using numbers: inout TestNumbers
    ) -> String {
        var changed = Array((texts.randomElement(using: &numbers) ?? "a").unicodeScalars)
        for _ in 0..<Int.random(in: 1..<4, using: &numbers) {
            let place = Int.random(in: 0..<changed.count, using: &numbers)
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: changed.remove(at: place)
            case 1: changed.insert(scalars.randomElement(using: &numbers) ?? "a", at: place)
            case 2: changed[place] = scalars.randomElement(using: &numbers) ?? "a"
            default: changed.removeSubrange(place..<min(place + 9, changed.count))
            }
            if changed.isEmpty { changed = ["a"] }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: changed)
        return String(text)
    }
}
