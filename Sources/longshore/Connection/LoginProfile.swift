import BulkClient
import BulkModel
import Foundation

/// A server and what opens it, kept under a name for the commands that talk to servers.
struct LoginProfile {
    var server: ServerAddresses
    var credentials: Credentials

    enum Credentials {
        case token(String)
        case client(id: String, secret: String, refreshToken: String, current: TimedToken?)
    }
}

extension LoginProfile {
    /// - Returns: nil for what is no profile.
    init?(_ json: JSONValue) {
        guard let api = json["to"]?.string else { return nil }
        server = ServerAddresses(api: api, accounts: json["accounts"]?.string, files: json["files"]?.string)
        if let refreshToken = json["refresh_token"]?.string, let id = json["client_id"]?.string {
            var current: TimedToken?
            if let text = json["access_token"]?.string, let expires = json["access_token_expires"]?.integer {
                current = TimedToken(text: text, expires: Date(timeIntervalSince1970: Double(expires)))
            }
            credentials = .client(id: id, secret: json["client_secret"]?.string ?? "", refreshToken: refreshToken, current: current)
        } else if let token = json["access_token"]?.string {
            credentials = .token(token)
        } else {
            return nil
        }
    }

    var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("to", .string(server.api)), ("accounts", .string(server.accounts)), ("files", .string(server.files)),
        ]
        switch credentials {
        case .token(let token): members.append(("access_token", .string(token)))
        case .client(let id, let secret, let refreshToken, let current):
            members += [("client_id", .string(id)), ("client_secret", .string(secret)), ("refresh_token", .string(refreshToken))]
            if let current {
                members += [
                    ("access_token", .string(current.text)),
                    ("access_token_expires", .integer(Int(current.expires.timeIntervalSince1970))),
                ]
            }
        }
        return .object(JSONObject(members))
    }
}
