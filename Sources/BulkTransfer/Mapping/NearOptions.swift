/// The option that was meant where another was written.
enum NearOptions {
    /// Options beyond this number are not compared.
    private static let most = 2_000

    /// - Returns: nil if none is near, or several are equally so.
    static func nearest(to text: String, among options: [String]) -> String? {
        let key = NameKey.loose(text)
        guard key.unicodeScalars.count >= 3 else { return nil }
        let limit = max(1, key.unicodeScalars.count / 4)
        var best: (distance: Int, option: String)?
        var isUnique = true
        for option in options.prefix(most) {
            guard let distance = EditDistance.between(key, NameKey.loose(option), limit: limit) else { continue }
            if let current = best, current.distance <= distance {
                if current.distance == distance { isUnique = false }
            } else {
                best = (distance, option)
                isUnique = true
            }
        }
        return isUnique ? best?.option : nil
    }
}
