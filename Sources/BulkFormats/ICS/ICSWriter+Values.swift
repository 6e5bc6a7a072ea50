/// Values that come from users, escaped as their kind demands.
extension ICSWriter {
    /// Nobody who has neither a name nor an address.
    mutating func write(_ property: StaticString, _ person: ICSEvent.Person) {
        let name = Self.unlessBlank(person.name)
        let email = Self.unlessBlank(person.email)
        if name == nil, email == nil { return }
        beginLine(property)
        if let name {
            append(";CN=")
            append(parameter: name)
        }
        if let email {
            append(":mailto:")
            append(address: email)
        } else {
            // The value must be a URI also for those who have no address; this one is what Apple's calendar writes.
            append(":invalid:nomail")
        }
        endLine()
    }

    private static func unlessBlank(_ text: String?) -> String? {
        var text = text ?? ""
        let isBlank = text.withUTF8 { ICSCharacters($0).allSatisfy { $0 <= UInt8(ascii: " ") } }
        return isBlank ? nil : text
    }

    /// A value of type TEXT. (RFC 5545, section 3.3.11)
    mutating func append(text: String) {
        append(text, longest: 2) { byte, end in
            switch byte {
            case ICSCharacters.lineBreak:
                end[0] = UInt8(ascii: "\\")
                end[1] = UInt8(ascii: "n")
                return 2
            case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
                end[0] = UInt8(ascii: "\\")
                end[1] = byte
                return 2
            default:
                end[0] = byte
                return 1
            }
        }
    }

    /// The value of a parameter, in quotes if it needs them. A quote can't be written at all and becomes an apostrophe;
    /// a caret is doubled, since readers take it for the beginning of an escape. (RFC 5545, section 3.2; RFC 6868)
    private mutating func append(parameter text: String) {
        let needsQuotes = Self.needsQuotes(text)
        if needsQuotes { append("\"") }
        append(text, longest: 2) { byte, end in
            switch byte {
            case ICSCharacters.lineBreak:
                end[0] = UInt8(ascii: " ")
                return 1
            case UInt8(ascii: "\""):
                end[0] = UInt8(ascii: "'")
                return 1
            case UInt8(ascii: "^"):
                end[0] = byte
                end[1] = byte
                return 2
            default:
                end[0] = byte
                return 1
            }
        }
        if needsQuotes { append("\"") }
    }

    /// `:`, `;` and `,` must be within quotes. The others should: lenient readers trim blanks and take a backslash for an escape.
    private static func needsQuotes(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            var last: UInt8?
            for byte in ICSCharacters(text) {
                switch byte {
                case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\\"), UInt8(ascii: "="): return true
                default: if last == nil, byte <= UInt8(ascii: " ") { return true }
                }
                last = byte
            }
            return last.map { $0 <= UInt8(ascii: " ") } ?? false
        }
    }

    /// An e-mail address as it stands in a `mailto:` URI. Line breaks are left out, also as `%0D%0A`: a mail program would
    /// take them for the beginning of a header. (RFC 6068, section 2)
    private mutating func append(address text: String) {
        append(text, longest: 3) { byte, end in
            switch byte {
            case ICSCharacters.lineBreak:
                return 0
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "~"),
                UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "*"):
                end[0] = byte
                return 1
            default:
                end[0] = UInt8(ascii: "%")
                end[1] = Self.hexDigit(byte >> 4)
                end[2] = Self.hexDigit(byte & 15)
                return 3
            }
        }
    }

    private static func hexDigit(_ number: UInt8) -> UInt8 {
        number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "A") + number - 10
    }

    /// - Parameters:
    ///   - longest: bytes that one byte of text becomes at most.
    ///   - encode: writes one byte and returns how many have become of it.
    @inline(__always)
    private mutating func append(_ text: String, longest: Int, encode: (UInt8, UnsafeMutablePointer<UInt8>) -> Int) {
        var text = text
        text.withUTF8 { text in
            let start = block.end(withRoomFor: longest * text.count)
            var end = start
            for byte in ICSCharacters(text) { end += encode(byte, end) }
            block.count += end - start
        }
    }
}
