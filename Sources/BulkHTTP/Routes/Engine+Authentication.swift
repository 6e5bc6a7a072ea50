import BulkEngine
import BulkModel
import Hummingbird

extension Engine {
    /// Finds out who sends a request. (bulk read specification, section 10)
    /// - Throws: `AUTHENTICATION_FAILURE` without a usable header, `INVALID_TOKEN`.
    func caller(of request: Request) async throws -> Caller {
        let words = (request.headers[.authorization] ?? "").split(separator: " ")
        guard words.count == 2, ["zoho-oauthtoken", "bearer"].contains(words[0].lowercased()) else {
            throw BulkError.authenticationFailure
        }
        return try await caller(holding: String(words[1]))
    }
}
