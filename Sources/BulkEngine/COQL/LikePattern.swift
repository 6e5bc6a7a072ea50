/// What `like` compares with: `%` stands for any number of characters, and `\%` for a percent sign.
struct LikePattern: Hashable {
    /// As it is written.
    let text: String
    /// The text it means if it has no wildcard.
    let literal: String?

    init(_ text: String) {
        self.text = text
        var literal: String.UnicodeScalarView? = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                // Before any other character a backslash is one.
                if scalar != "%", scalar != "\\" { literal?.append("\\") }
                literal?.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "%" {
                literal = nil
            } else {
                literal?.append(scalar)
            }
        }
        if isEscaped { literal?.append("\\") }
        self.literal = literal.map(String.init)
    }
}
