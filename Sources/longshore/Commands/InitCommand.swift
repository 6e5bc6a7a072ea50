import ArgumentParser
import BulkEngine
import BulkModel
import Foundation

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make an organisation with its standard modules, an administrator, a client and tokens.",
        discussion: """
            Examples:
              longshore init --data ./data --company Zylker --email patricia@zylker.com --time-zone Asia/Kolkata
              longshore init --data ./data --json

            The secrets are shown once; only their hashes are kept.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Name of the company (default: My Company).") var company: String?
    @Option(help: "E-mail of the administrator (default: admin@example.com).") var email: String?
    @Option(help: ArgumentHelp("IANA time zone of organisation and administrator (default: UTC).", valueName: "zone")) var timeZone: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let settings = try common.settings()
        let folder = DataFolder(path: try settings.required(.data, common.data))
        let email = settings.string(.email, email) ?? "admin@example.com"
        guard email.contains("@") else { throw Failure(.usage, "email takes an address such as admin@example.com, not '\(email)'") }
        let zone = settings.string(.timeZone, timeZone) ?? "UTC"
        guard zone == "UTC" || zone.contains("/"), TimeZone(identifier: zone) != nil else {
            throw Failure(.usage, "time-zone takes an IANA name such as Europe/Berlin, not '\(zone)'")
        }
        try folder.check()
        let engine = try folder.open(create: true)
        let founding = Founding(
            companyName: settings.string(.company, company) ?? "My Company", timeZone: zone,
            people: [.init(firstName: nil, lastName: Self.name(from: email), email: email, timeZone: zone)])
        let (organization, users) = try await engine.found(founding)
        let credentials = try await engine.issueClient(
            organization: organization.id, user: users[0].id, scopes: .all, name: "longshore init")
        let token = try await engine.issueAccessToken(organization: organization.id, user: users[0].id, scopes: .all)
        let answer: JSONObject = JSONObject([
            ("org_id", .id(organization.id)), ("zgid", .string(String(organization.zgid))),
            ("user", ["id": .id(users[0].id), "email": .string(email)]),
            ("client_id", .string(credentials.id)), ("client_secret", .string(credentials.secret)),
            ("refresh_token", .string(credentials.refreshToken)), ("access_token", .string(token)),
        ])
        Terminal.print(try settings.flag(.json, json) ? JSONValue.object(answer).description : text(answer, folder))
    }

    private func text(_ answer: JSONObject, _ folder: DataFolder) -> String {
        let lines = answer.members.map { member in
            "  " + member.name.padding(toLength: 14, withPad: " ", startingAt: 0)
                + (member.value.string ?? member.value["email"]?.string ?? "")
        }
        return """
            The organisation is made. Keep these; they are not shown again:
            \(lines.joined(separator: "\n"))
            The access token lasts an hour. Start the server with: longshore serve --data \(folder.path)
            """
    }

    /// `patricia.boyle@…` becomes `Patricia Boyle`.
    private static func name(from email: String) -> String {
        email.prefix { $0 != "@" }.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
