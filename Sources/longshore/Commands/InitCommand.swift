import ArgumentParser
import BulkEngine
import BulkModel

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make an organisation with its standard modules, an administrator, a client and tokens.",
        discussion: """
            Examples:
              longshore init --data ./data --company Zylker --email patricia@zylker.com \\
                  --time-zone Asia/Kolkata
              longshore init --data ./data --json

            The secrets are shown once; only their hashes are kept.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var founding: FoundingOptions
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let settings = try common.settings()
        let folder = DataFolder(path: try settings.required(.data, common.data))
        let founding = try founding.founding(settings)
        try folder.check()
        let engine = try folder.open(create: true)
        let (organization, users) = try await engine.found(founding)
        let credentials = try await engine.issueClient(
            organization: organization.id, user: users[0].id, scopes: .all, name: "longshore init")
        let token = try await engine.issueAccessToken(organization: organization.id, user: users[0].id, scopes: .all)
        let answer: JSONObject = JSONObject([
            ("org_id", .id(organization.id)), ("zgid", .string(String(organization.zgid))),
            ("user", ["id": .id(users[0].id), "email": .string(users[0].email)]),
            ("client_id", .string(credentials.id)), ("client_secret", .string(credentials.secret)),
            ("refresh_token", .string(credentials.refreshToken)), ("access_token", .string(token)),
        ])
        Terminal.print(try settings.flag(.json, json) ? JSONValue.object(answer).description : text(answer, folder))
    }

    private func text(_ answer: JSONObject, _ folder: DataFolder) -> String {
        let lines = TextFields(
            fields: answer.members.map { ($0.name, $0.value.string ?? $0.value["email"]?.string ?? "") })
        return """
            The organisation is made. Keep these; they are not shown again:
            \(lines.text)
            The access token lasts an hour. Start the server with: longshore serve --data \(folder.path)
            """
    }
}
