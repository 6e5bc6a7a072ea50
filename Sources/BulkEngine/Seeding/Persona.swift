/// Somebody a record is about: what its fields say fits together.
struct Persona {
    let locale: PeopleLocale
    let firstName: String
    let lastName: String
    let company: String
    let place: Place
    /// Differs from every other record's of the organisation.
    private let number: Int64

    private static let trades = [
        "Northwind", "Blue Harbour", "Acme", "Initech", "Silverline", "Vertex", "Quantum", "Oakridge", "Lumen", "Polar", "Cobalt",
        "Meridian", "Falcon", "Granite", "Juniper", "Aurora", "Summit", "Delta \"D\"", "Stein & Holz", "Redwood",
    ]
    private static let lines = ["Logistics", "Foods", "Robotics", "Textiles", "Energy", "Software", "Consulting", "Medical", "Paper"]
    private static let domains = ["example.com", "example.org", "example.net", "mail.example.com"]

    /// - Parameter number: the record's running number.
    init(number: Int64, from numbers: inout SeededNumbers) {
        self.number = number
        // The lower of two throws: the first locales are the frequent ones.
        let locales = PeopleLocale.all
        locale = locales[min(numbers.below(locales.count), numbers.below(locales.count))]
        firstName = numbers.pick(locale.firstNames)
        lastName = numbers.chance(2) ? "O\"\(numbers.pick(locale.lastNames))" : numbers.pick(locale.lastNames)
        let separator = numbers.chance(6) ? ", " : " "
        company = "\(numbers.pick(Self.trades)) \(numbers.pick(Self.lines))\(separator)\(numbers.pick(locale.companySuffixes))"
        place = numbers.pick(locale.places)
    }

    var fullName: String { "\(firstName) \(lastName)" }

    /// Unique in the organisation, since the number is.
    func email(from numbers: inout SeededNumbers) -> String {
        "\(handle)\(String(number, radix: 36))@\(numbers.pick(Self.domains))"
    }

    func phone(from numbers: inout SeededNumbers) -> String {
        "\(locale.callingCode) \(100 + numbers.below(900)) \(1_000_000 + numbers.below(9_000_000))"
    }

    func street(from numbers: inout SeededNumbers) -> String {
        "\(1 + numbers.below(240)) \(numbers.pick(locale.streets))"
    }

    func website(from numbers: inout SeededNumbers) -> String {
        "https://www.\(String(number, radix: 36)).\(numbers.pick(Self.domains))"
    }

    /// The ASCII letters of both names with a point between them; a word that says nothing where there are none. A mailbox can't begin
    /// with a point. (bulk write specification, section 8.2)
    var handle: String {
        let words = [firstName, lastName].map(Self.letters(of:)).filter { !$0.isEmpty }
        return words.isEmpty ? "contact" : words.joined(separator: ".")
    }

    private static func letters(of name: String) -> String {
        let letters = name.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x41...0x5A: byte | 0x20
            case 0x61...0x7A: byte
            default: nil
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
