import BulkModel

/// Everything that can be set, by one name for the command line, the environment and the configuration file.
enum Setting: String, CaseIterable {
    case data
    case host
    case port
    case limits
    case quirks
    case workers
    case allowCallbacksTo = "allow-callbacks-to"
    case allowOrigins = "allow-origins"
    case publicURL = "public-url"
    case tlsCertificate = "tls-certificate"
    case tlsKey = "tls-key"
    case dailyCredits = "daily-credits"
    case concurrentCalls = "concurrent-calls"
    case keepExports = "keep-exports"
    case keepImports = "keep-imports"
    case keepJobs = "keep-jobs"
    case shutdownDelay = "shutdown-delay"
    case metrics
    case logLevel = "log-level"
    case logFormat = "log-format"
    case demo
    case company
    case email
    case timeZone = "time-zone"
    case org
    case user
    case module
    case records
    case seed
    case scopes
    case expires
    case country
    case name
    case type
    case redirectURI = "redirect-uri"
    case client
    case firstName = "first-name"
    case lastName = "last-name"
    case alias
    case role
    case profile
    case permission
    case token
    case authorizationPage = "authorization-page"
    case dryRun = "dry-run"
    case allowDataLoss = "allow-data-loss"
    case to
    case accounts
    case files
    case apiVersion = "api-version"
    case wait
    case clientSecret = "client-secret"
    case refreshToken = "refresh-token"
    case code
    case json

    /// `time-zone` is `LONGSHORE_TIME_ZONE`.
    var environmentName: String {
        "LONGSHORE_" + rawValue.uppercased().replacing("-", with: "_")
    }
}

extension Quirk {
    /// `ownerByName` is `LONGSHORE_QUIRK_OWNERBYNAME`.
    var environmentName: String { "LONGSHORE_QUIRK_" + rawValue.uppercased() }
}
