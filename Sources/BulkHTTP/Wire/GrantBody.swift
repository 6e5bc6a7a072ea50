import BulkEngine
import BulkModel

/// What the token endpoint answers: one line of JSON. (platform specification, section 3.2)
enum GrantBody {
    /// - Parameter apiDomain: this server's address: official clients send everything there from now on.
    static func body(_ grant: AccessGrant, apiDomain: String) -> JSONValue {
        var body = JSONObject([("access_token", .string(grant.accessToken))])
        if let refreshToken = grant.refreshToken { body["refresh_token"] = .string(refreshToken) }
        body["scope"] = .string(grant.scopes.scopes.joined(separator: " "))
        body["api_domain"] = .string(apiDomain)
        body["token_type"] = "Bearer"
        body["expires_in"] = .integer(grant.lifetime)
        return .object(body)
    }

    static func body(_ refusal: GrantRefusal) -> JSONValue {
        ["error": .string(refusal.rawValue)]
    }

    /// Beside the documented word, what is wrong with the scopes: official clients look at the word only. (RFC 6749, section 5.2)
    static func body(_ error: ScopeError) -> JSONValue {
        ["error": .string(GrantRefusal.invalidScope.rawValue), "error_description": .string(error.description)]
    }

    static let tooManyTokens: JSONValue = [
        "error_description": "You have made too many requests continuously. Please try again after some time.",
        "error": "Access Denied", "status": "failure",
    ]
}
