import FoundationEssentials

/// What may be called back: an address that can be called. (bulk read specification, sections 7 and 14)
enum CallbackURL {
    private static let longestHost = 253
    private static let longestLabel = 63

    /// Absolute, `http` or `https`, with a host that names may have, a port from 1 to 65535 if any, and no user; without blanks and control
    /// characters anywhere.
    static func isUsable(_ text: String) -> Bool {
        guard !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.properties.generalCategory == .control }),
            let start = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) })?.count,
            let url = URL(string: text), url.host() != nil
        else { return false }
        let authority = text.dropFirst(start).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        // What stands in front of an @ would not be sent.
        return !authority.contains("@") && isHostAndPort(authority)
    }

    private static func isHostAndPort(_ text: Substring) -> Bool {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return false }
            let address = text[text.index(after: text.startIndex)..<end]
            return isSixthVersion(address) && isPort(text[text.index(after: end)...])
        }
        let host = text.prefix { $0 != ":" }
        return isHost(host) && isPort(text[host.endIndex...])
    }

    private static func isSixthVersion(_ text: Substring) -> Bool {
        text.allSatisfy { $0 == ":" || $0 == "." || $0.isHexDigit } && text.contains(":") && AddressRange(text) != nil
    }

    /// Nothing, or a colon and a number.
    private static func isPort(_ text: Substring) -> Bool {
        guard text.first == ":" else { return text.isEmpty }
        let digits = text.dropFirst()
        guard digits.count <= 5, digits.utf8.allSatisfy(isDigit), let number = Int(digits) else { return false }
        return (1...65_535).contains(number)
    }

    /// A name as name servers have them (RFC 1123, section 2.1; an underscore is common in networks of containers), or an address in digits.
    /// Names in other scripts are written in their ASCII form, `xn--…`.
    private static func isHost(_ text: Substring) -> Bool {
        // A dot at the end says that the name is whole.
        let name = text.last == "." ? text.dropLast() : text
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= longestHost, labels.allSatisfy(isLabel), let last = labels.last else { return false }
        return !last.utf8.allSatisfy(isDigit) || AddressRange(name) != nil
    }

    private static func isLabel(_ text: Substring) -> Bool {
        (1...longestLabel).contains(text.utf8.count) && text.first != "-" && text.last != "-"
            && text.utf8.allSatisfy { byte in
                let letter = byte | 0x20
                return isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
