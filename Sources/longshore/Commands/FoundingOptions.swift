import ArgumentParser
import BulkEngine

/// What is said of an organisation that is to be made.
struct FoundingOptions: ParsableArguments {
    @Option(help: "Name of the company (default: My Company).") var company: String?
    @Option(help: "E-mail of the administrator (default: admin@example.com).") var email: String?
    @Option(help: ArgumentHelp("IANA time zone of organisation and administrator (default: UTC).", valueName: "zone")) var timeZone: String?
    @Option(help: ArgumentHelp("Country of the organisation, such as US (default: none).", valueName: "code")) var country: String?

    /// - Throws: ``Failure`` for values that can't be.
    func founding(_ settings: Settings) throws -> Founding {
        let email = try settings.email(settings.string(.email, email) ?? "admin@example.com")
        let zone = try settings.timeZone(timeZone, default: "UTC")
        return Founding(
            companyName: settings.string(.company, company) ?? "My Company", timeZone: zone, countryCode: try settings.country(country),
            people: [.init(firstName: nil, lastName: Self.name(from: email), email: email, timeZone: zone)])
    }

    /// `patricia.boyle@…` becomes `Patricia Boyle`.
    static func name(from email: String) -> String {
        email.prefix { $0 != "@" }.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
