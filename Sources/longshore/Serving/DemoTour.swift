import BulkEngine
import BulkModel
import BulkStore

/// The demo organisation and what a newcomer can paste to see it work.
struct DemoTour {
    private let organization: Organization
    private let token: String

    private static let tokenLifetime: Double = 86_400

    /// Makes and fills the demo if the folder holds no organisation; in any case makes a token for the first one's administrator.
    init(engine: Engine) async throws {
        if try await engine.storage.catalog.organizations().isEmpty {
            Terminal.printProgress("Filling the demo organisation …\n")
            _ = try await engine.foundDemo { module, done, total in
                if done == total { Terminal.printProgress("  \(module): \(Terminal.grouped(total))\n") }
            }
        }
        guard let organization = try await engine.storage.catalog.organizations().first else {
            throw Failure(.software, "the demo is missing")
        }
        self.organization = organization
        let user = try await engine.chosenUser(nil, of: organization)
        token = try await engine.issueAccessToken(
            organization: organization.id, user: user.id, scopes: .all, lifetime: Self.tokenLifetime)
    }

    /// - Parameters:
    ///   - address: by which the server is reached.
    ///   - folder: its data.
    func text(address: String, folder: DataFolder) -> String {
        let authorization = "-H 'Authorization: Zoho-oauthtoken \(token)'"
        let query = #"{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name","Company","Email","Owner.last_name"]}}"#
        return """

            Organisation   \(organization.id) (\(organization.companyName))
            Access token   \(token)   (valid for a day)

            With the command line, in another terminal:

            longshore login --data \(folder.path) --to \(address)
            longshore export Leads

            With curl: create an export, look at it, download it:

            JOB=$(curl -s -X POST \(address)/crm/bulk/v8/read \(authorization) -H 'Content-Type: application/json' -d '\(query)' | grep -o '"id":"[0-9]*"' | head -1 | tr -dc 0-9)
            until curl -s \(address)/crm/bulk/v8/read/$JOB \(authorization) | tee /dev/stderr | grep -qE 'COMPLETED|FAILURE'; do sleep 0.2; done
            curl -sf -o leads.zip \(address)/crm/bulk/v8/read/$JOB/result \(authorization) && unzip -p leads.zip | head -5

            """
    }
}
