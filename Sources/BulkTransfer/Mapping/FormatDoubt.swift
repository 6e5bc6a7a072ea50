import BulkFormats

/// Two formats between which the cells of a column contradict one another: a cell that both read, as different values, can't be trusted.
public struct FormatDoubt: Hashable, Sendable {
    /// Of the field.
    public let dataType: String
    /// What an option calls the formats, the chosen one first.
    public let words: [String]
    private let places: [Int]

    /// - Returns: nil unless both formats are there.
    init?(dataType: String, words: [String]) {
        guard let kind = FormatKind(dataType: dataType) else { return nil }
        self.dataType = dataType
        self.words = words
        places = words.compactMap { word in kind.candidates.firstIndex { $0.word == word } }
        guard places.count == words.count, places.count > 1 else { return nil }
    }

    /// Whether a cell could be one value or another.
    func isAbout(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let candidates = FormatKind(dataType: dataType)?.candidates else { return false }
        let values = Set(places.compactMap { candidates[$0].read(cell) })
        return values.count > 1
    }

    func hint(for text: String, field: String) -> String {
        let options = words.map { "--format \(field)=\($0)" }.joined(separator: " or ")
        return
            "\"\(text)\" could be one value or another, and the column has cells of both kinds: write it so that it is plain, or say \(options)."
    }
}

extension FormatDoubt: Codable {
    private enum CodingKeys: String, CodingKey { case dataType, words }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let doubt = Self(
            dataType: try values.decode(String.self, forKey: .dataType), words: try values.decode([String].self, forKey: .words))
        guard let doubt else {
            throw DecodingError.dataCorruptedError(forKey: .words, in: values, debugDescription: "there are no such formats")
        }
        self = doubt
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(dataType, forKey: .dataType)
        try values.encode(words, forKey: .words)
    }
}
