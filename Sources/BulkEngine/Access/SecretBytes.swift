/// What secrets and signatures are made of.
extension [UInt8] {
    /// Two lower-case digits for each byte.
    var hexadecimal: String {
        map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Compares in a time that doesn't depend on where the first difference is.
    func matchesInConstantTime(_ other: [UInt8]) -> Bool {
        count == other.count && zip(self, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
